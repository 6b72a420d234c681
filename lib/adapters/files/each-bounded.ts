import { signOfLife } from "./signs-of-life.ts";

/** Works on all values, at most `atOnce` at a time. After a failure it begins nothing new, waits for what runs, and throws it. */
export async function eachBounded<T>(
  values: Iterable<T>,
  atOnce: number,
  work: (value: T) => Promise<void>,
): Promise<void> {
  const waiting = values[Symbol.iterator]();
  const failures: unknown[] = [];
  const runner = async () => {
    for (let next = waiting.next(); !next.done && failures.length === 0; next = waiting.next()) {
      try {
        await work(next.value);
        signOfLife();
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
  if (failures.length > 0) throw failures[0];
}
