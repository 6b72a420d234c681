/**
 * The plain form of an answer. Dates become ISO text: ftrack writes UTC without saying so. ftrack may write an entity
 * in full once and then with type and id alone: every mention of it becomes the same object, which holds all that the
 * answer says of it. The result may be cyclic.
 */
export function decodeAnswer(answer: unknown): unknown {
  const entities = new Map<string, Record<string, unknown>>();

  function decode(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(decode);
    if (!isRecord(value)) return value;
    if (value.__type__ === "datetime") return isoDate(value.value);
    const whole = entityFor(value);
    for (const [key, part] of Object.entries(value)) whole[key] = decode(part);
    return whole;
  }

  function entityFor(value: Record<string, unknown>): Record<string, unknown> {
    const { __entity_type__: type, id } = value;
    if (typeof type !== "string" || typeof id !== "string") return {};
    const key = `${type} ${id}`;
    const known = entities.get(key);
    if (known) return known;
    const fresh = {};
    entities.set(key, fresh);
    return fresh;
  }

  return decode(answer);
}

function isoDate(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const withZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const date = new Date(withZone);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
