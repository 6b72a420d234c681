import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import { listAt, recordAt } from "#sandbox/ftrack/open-tiny-studio";
import { keptShapes } from "./kept-shapes.ts";
import { schema } from "./schema.ts";
import { schemaHash, wireSchemas } from "./wire.ts";

const recordedFile = fileURLToPath(new URL("../../../../shared/ftrack/recorded/query_schemas.json", import.meta.url));
const ours = wireSchemas(schema);

/** Types to compare with: those of a recorded server where its answer lies beside the project, else those kept here. */
const reference: ReadonlyMap<string, JsonRecord> = existsSync(recordedFile)
  ? new Map(
      listAt({ types: JSON.parse(readFileSync(recordedFile, "utf8")) }, "types").map((type) => [String(type.id), type]),
    )
  : new Map(
      Object.entries(keptShapes).map(([id, { key, relations }]) => [
        id,
        {
          id,
          primary_key: key,
          properties: Object.fromEntries(Object.entries(relations).map(([name, to]) => [name, { $ref: to }])),
        },
      ]),
    );

function ourType(id: string): JsonRecord {
  const found = ours.find((type) => type.id === id);
  if (found === undefined) throw new Error(`The schema has no ${id}`);
  return found;
}

/** The type that a relation leads to, if the property is one. */
function targetOf(property: unknown): unknown {
  if (!isRecord(property)) return undefined;
  return property.$ref ?? (isRecord(property.items) ? property.items.$ref : undefined);
}

const shared = ours.filter((type) => reference.has(String(type.id)));

test("knows every type that is compared with, or is compared whole", () => {
  expect(shared.length).toBeGreaterThanOrEqual(Object.keys(keptShapes).length);
});

describe.each(shared.map((type) => [String(type.id), type] as const))("%s", (id, type) => {
  const theirs = reference.get(id) ?? {};
  const theirProperties = recordAt(theirs, "properties");

  test("has the same primary key", () => {
    expect(type.primary_key).toEqual(theirs.primary_key);
  });

  test("relates to the same types", () => {
    for (const [name, property] of Object.entries(recordAt(type, "properties"))) {
      const theirProperty = theirProperties[name];
      if (theirProperty !== undefined) expect([name, targetOf(property)]).toEqual([name, targetOf(theirProperty)]);
    }
  });

  // The shapes that are kept here tell only what must be there.
  if (theirs.required === undefined) return;

  test("adds nothing of its own", () => {
    for (const [name, property] of Object.entries(recordAt(type, "properties"))) {
      const { description, ...told } = isRecord(property) ? property : {};
      expect([name, theirProperties[name]]).toMatchObject([name, told]);
    }
    for (const list of ["required", "immutable", "default_projections", "system_projections", "computed"]) {
      expect([list, theirs[list] ?? []]).toEqual([
        list,
        expect.arrayContaining(Array.isArray(type[list]) ? type[list] : []),
      ]);
    }
  });
});

test.each(Object.entries(keptShapes))("%s has what clients rely on", (id, { key, relations }) => {
  const type = ourType(id);
  expect(type.primary_key).toEqual(key);
  for (const [name, target] of Object.entries(relations)) {
    expect([name, targetOf(recordAt(type, "properties")[name])]).toEqual([name, target]);
  }
});

test("concrete typed contexts tell their object type", () => {
  expect(ourType("Shot").alias_for).toEqual({
    id: "Task",
    classifiers: { object_typeid: "bad911de-3bd6-47b9-8b46-3476e237cb36" },
  });
});

test("rows that only join others are kept from clients", () => {
  expect(ours.map(({ id }) => id)).not.toContain("ContextScope");
});

test("the hash is that of the schemas as sorted-key JSON", () => {
  const sorted = '[{"a": [1, null], "b": {"c": "\\"", "d": true}}]';
  expect(schemaHash([{ b: { d: true, c: '"' }, a: [1, null] }])).toBe(createHash("md5").update(sorted).digest("hex"));
  expect(schemaHash(ours)).toMatch(/^[0-9a-f]{32}$/);
});
