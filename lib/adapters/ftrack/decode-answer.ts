/**
 * The plain form of an answer, made out of the answer itself: hundreds of thousands of objects are not made twice. Dates
 * become ISO text: ftrack writes UTC without saying so. ftrack may write an entity in full once and then with type and
 * id alone: every mention of it becomes the same object, which holds all that the answer says of it. The result may be
 * cyclic.
 */
export function decodeAnswer(answer: unknown): unknown {
  const entities = new Map<string, Record<string, unknown>>();

  function decode(value: unknown): unknown {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += 1) {
        if (isObject(value[at])) value[at] = decode(value[at]);
      }
      return value;
    }
    if (!isObject(value)) return value;
    if (value.__type__ === "datetime") return isoDate(value.value);
    const whole = entityFor(value);
    for (const key in value) {
      const part = value[key];
      if (isObject(part)) whole[key] = decode(part);
      else if (whole !== value) whole[key] = part;
    }
    return whole;
  }

  /** The first mention of an entity, and a thing without an id, stand for themselves. */
  function entityFor(value: Record<string, unknown>): Record<string, unknown> {
    const { __entity_type__: type, id } = value;
    if (typeof type !== "string" || typeof id !== "string") return value;
    const key = `${type} ${id}`;
    const known = entities.get(key);
    if (known) return known;
    entities.set(key, value);
    return value;
  }

  return decode(answer);
}

function isoDate(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const withZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const date = new Date(withZone);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
