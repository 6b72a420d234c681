/**
 * Reads each object once: after decoding, all rows that mention a status, a task or a shot hold the very same object, and
 * get the very same reading of it.
 */
export function once<T>(read: (value: unknown) => T): (value: unknown) => T {
  const known = new WeakMap<object, { reading: T }>();
  return (value) => {
    if (typeof value !== "object" || value === null) return read(value);
    const before = known.get(value);
    if (before !== undefined) return before.reading;
    const reading = read(value);
    known.set(value, { reading });
    return reading;
  };
}
