/**
 * ftrack writes each entity in full once per answer, later mentions may hold type and id alone. Gives every mention of
 * one entity the same object, which holds all that the answer says of it. The result may be cyclic.
 */
export function mergeMentions(answer: unknown): unknown {
  const entities = new Map<string, Record<string, unknown>>();

  function merge(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(merge);
    if (!isRecord(value)) return value;
    const whole = entityFor(value);
    for (const [key, part] of Object.entries(value)) whole[key] = merge(part);
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

  return merge(answer);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
