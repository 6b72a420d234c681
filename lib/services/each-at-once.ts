/** Works on all values, at most `atOnce` at a time. After a failure it begins nothing new, waits for what runs, and throws it. */
export async function eachAtOnce<T>(
  values: readonly T[],
  atOnce: number,
  work: (value: T) => Promise<void>,
): Promise<void> {
  const waiting = values.values();
  let failure: { error: unknown } | null = null;
  const runners = Array.from({ length: Math.min(atOnce, values.length) }, async () => {
    for (const value of waiting) {
      if (failure !== null) return;
      try {
        await work(value);
      } catch (error) {
        failure ??= { error };
      }
    }
  });
  await Promise.all(runners);
  throwIfAny(failure);
}

function throwIfAny(failure: { error: unknown } | null): void {
  if (failure !== null) throw failure.error;
}
