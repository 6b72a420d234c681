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

/** What a server's schema says, where its recorded answer lies beside the project. */
const recorded: readonly JsonRecord[] = existsSync(recordedFile)
  ? listAt({ types: JSON.parse(readFileSync(recordedFile, "utf8")) }, "types")
  : [];

const lists = ["required", "immutable", "default_projections", "system_projections", "computed"];

/** Where *type* says something that *reference* does not: in keys, properties, relations, or lists of names. */
function inventions(type: JsonRecord, reference: JsonRecord): readonly string[] {
  const found: string[] = [];
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  if (differs(type.primary_key, reference.primary_key)) found.push("primary_key");
  if (targetOf(type.$mixin) !== undefined && targetOf(type.$mixin) !== targetOf(reference.$mixin)) found.push("$mixin");
  if (type.alias_for !== undefined && differs(type.alias_for, reference.alias_for)) found.push("alias_for");
  const referenceProperties = recordAt(reference, "properties");
  for (const [name, property] of Object.entries(recordAt(type, "properties"))) {
    const told = referenceProperties[name];
    const parts = Object.entries(isRecord(property) ? property : {}).filter(([part]) => part !== "description");
    if (!isRecord(told)) found.push(`property ${name}`);
    else for (const [part, value] of parts) if (differs(value, told[part])) found.push(`${part} of ${name}`);
  }
  for (const list of lists) {
    for (const name of namesIn(type[list]))
      if (!namesIn(reference[list]).includes(name)) found.push(`${list}: ${name}`);
  }
  return found;
}

function namesIn(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

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

test("the schema serves every type of the recorded server, or those that are kept here", () => {
  const wanted = recorded.length > 0 ? recorded.map(({ id }) => id) : Object.keys(keptShapes);
  expect(ours.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted));
  expect(ours).toHaveLength(130);
});

test("the schema says nothing that the recorded server does not say", () => {
  const found = recorded.flatMap((reference) =>
    inventions(ourType(String(reference.id)), reference).map((each) => `${reference.id}: ${each}`),
  );
  expect(found).toEqual([]);
});

describe("a comparison sees", () => {
  const shot = ourType("Shot");
  const properties = recordAt(shot, "properties");
  const described = { ...properties, name: { type: "string", default: "", description: "What it is called" } };

  test.each<[string, JsonRecord, readonly string[]]>([
    ["nothing in a type that is the same", shot, []],
    ["nothing in a description", { ...shot, properties: described }, []],
    ["another key", { ...shot, primary_key: ["name"] }, ["primary_key"]],
    ["another base", { ...shot, $mixin: { $ref: "Context" } }, ["$mixin"]],
    ["another older name", { ...shot, alias_for: "Shot" }, ["alias_for"]],
    ["a property too many", { ...shot, properties: { ...properties, shade: {} } }, ["property shade"]],
    ["another kind of value", { ...shot, properties: { ...properties, name: { type: "integer" } } }, ["type of name"]],
    ["another reference", { ...shot, properties: { ...properties, status: { $ref: "State" } } }, ["$ref of status"]],
    [
      "a collection of something else",
      { ...shot, properties: { ...properties, assets: { type: "array", items: { $ref: "AssetVersion" } } } },
      ["items of assets"],
    ],
    ...lists.map((list): [string, JsonRecord, readonly string[]] => [
      `a name too many in ${list}`,
      { ...shot, [list]: [...namesIn(shot[list]), "shade"] },
      [`${list}: shade`],
    ]),
  ])("%s", (_, type, expected) => {
    expect(inventions(type, shot)).toEqual(expected);
  });
});

test.each(Object.entries(keptShapes))("%s has what clients rely on", (id, { key, relations }) => {
  const type = ourType(id);
  expect(type.primary_key).toEqual(key);
  for (const [name, target] of Object.entries(relations)) {
    expect([name, targetOf(recordAt(type, "properties")[name])]).toEqual([name, target]);
  }
});

test("every relation leads to a type that is served", () => {
  const known = new Set(ours.map(({ id }) => id));
  const lost = ours.flatMap((type) =>
    Object.entries(recordAt(type, "properties"))
      .filter(([, property]) => targetOf(property) !== undefined && !known.has(targetOf(property)))
      .map(([name]) => `${type.id}.${name}`),
  );
  expect(lost).toEqual([]);
});

test("names in lists are properties of the type, but for older names in system projections", () => {
  const lost = ours.flatMap((type) =>
    ["primary_key", "required", "immutable", "default_projections", "computed"].flatMap((list) =>
      namesIn(type[list])
        .filter((name) => typeof name !== "string" || !(name in recordAt(type, "properties")))
        .map((name) => `${type.id} ${list}: ${name}`),
    ),
  );
  expect(lost).toEqual([]);
});

test("concrete typed contexts tell their object type, kinds of list what they hold", () => {
  expect(ourType("Shot").alias_for).toEqual({
    id: "Task",
    classifiers: { object_typeid: "bad911de-3bd6-47b9-8b46-3476e237cb36" },
  });
  expect(ourType("AssetVersionList").alias_for).toEqual({ id: "List", classifiers: { entity: "assetversion" } });
});

test("types are found by the names that events use", () => {
  expect(ourType("Project").alias_for).toBe("Show");
  expect(ourType("TypedContext").alias_for).toBe("Task");
});

test("rows that only join others are kept from clients", () => {
  expect(ours.map(({ id }) => id)).not.toContain("ContextScope");
});

test("the hash is that of the schemas as sorted-key JSON", () => {
  const sorted = '[{"a": [1, null], "b": {"c": "\\"", "d": true}}]';
  expect(schemaHash([{ b: { d: true, c: '"' }, a: [1, null] }])).toBe(createHash("md5").update(sorted).digest("hex"));
  expect(schemaHash(ours)).toMatch(/^[0-9a-f]{32}$/);
});
