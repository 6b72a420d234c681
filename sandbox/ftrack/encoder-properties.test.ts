import fc from "fast-check";
import { expect, test } from "vitest";
import { isRecord, type JsonRecord } from "./json.ts";
import { listAt, OpenStudio, refusalOf } from "./open-tiny-studio.ts";
import { randomQuery, Tape } from "./query/random-query.ts";
import { schema } from "./schema/schema.ts";

const cases = Math.ceil(Number(process.env.COMPOUT_CASES ?? 5_000) / 5);

const studio = new OpenStudio();

type Entity = JsonRecord & { readonly __entity_type__: string };

function isEntity(value: unknown): value is Entity {
  return isRecord(value) && typeof value.__entity_type__ === "string";
}

function keyNames(entity: Entity): readonly string[] {
  return schema.must(entity.__entity_type__).primaryKey.map(({ name }) => name);
}

function identity(entity: Entity): string {
  const { family } = schema.must(entity.__entity_type__);
  return [family.name, ...keyNames(entity).map((name) => entity[name])].join(" ");
}

/** All mentions of each entity in an answer, put together by type and key as clients do. */
class Merged {
  readonly entities = new Map<string, Record<string, unknown>>();
  readonly inFull = new Map<string, number>();

  add(value: unknown): void {
    if (Array.isArray(value)) for (const entry of value) this.add(entry);
    if (!isEntity(value)) return;
    const key = identity(value);
    const known = this.entities.get(key) ?? {};
    this.entities.set(key, Object.assign(known, value));
    if (Object.keys(value).length > keyNames(value).length + 1) this.inFull.set(key, (this.inFull.get(key) ?? 0) + 1);
    for (const part of Object.values(value)) this.add(part);
  }
}

/** What a place of an answer holds, with entities by what they are. */
function mentioned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mentioned);
  return isEntity(value) ? identity(value) : value;
}

function expectSame(value: unknown, merged: Merged): void {
  if (Array.isArray(value)) for (const entry of value) expectSame(entry, merged);
  if (!isEntity(value)) return;
  const known = merged.entities.get(identity(value)) ?? {};
  for (const [name, part] of Object.entries(value)) {
    if (name === "__entity_type__") continue;
    expect([name, mentioned(known[name])]).toEqual([name, mentioned(part)]);
    expectSame(part, merged);
  }
}

const question = fc
  .array(fc.nat(1_000_000), { minLength: 8, maxLength: 60, size: "max" })
  .map((numbers) => randomQuery(new Tape(numbers)))
  .filter((expression) => !/\sgroup\s/.test(expression));

test("mentions put together tell all that a denormalised answer tells, and each entity is told in full once", {
  timeout: 20_000 + cases * 20,
}, () => {
  fc.assert(
    fc.property(fc.array(question, { minLength: 1, maxLength: 3 }), (expressions) => {
      const batch = expressions.map((expression) => ({ action: "query", expression }));
      const merged = new Merged();
      for (const answer of studio.call(batch)) merged.add(answer.data);
      expect([...merged.inFull.values()].filter((times) => times > 1)).toEqual([]);
      for (const answer of studio.call(batch, { denormalized: true })) expectSame(answer.data, merged);
    }),
    { numRuns: cases },
  );
});

test("a denormalised answer that would repeat itself without end is refused", () => {
  const expression = `select ${"asset.versions.".repeat(40)}comment from AssetVersion`;
  expect(refusalOf(() => studio.query(expression, { denormalized: true }))).toMatch(
    /^ServerError: The answer would hold more than 1000000 entities/,
  );
  const versions = studio.query(expression);
  expect(versions).toHaveLength(3);
  expect(listAt(versions[0]?.asset, "versions")).toHaveLength(2);
});
