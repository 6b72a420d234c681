import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "#sandbox/ftrack/api-error";
import { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";
import type { EntityType, Property } from "#sandbox/ftrack/schema/model";
import { schema } from "#sandbox/ftrack/schema/schema";
import { idOf } from "#sandbox/ftrack/tiny-ids";

const studio = new OpenStudio();
const types = ["Project", "Shot", "Task", "Asset", "AssetVersion", "Component", "Note", "User", "Appointment"];
const values = ["none", "1", "2", "comp", "true", "NXP", "shift", "fstart", "assignment"];
const ids = ["nxp", "sh0010", "seq010", "ep01", "v2", "task1", "boss", "artist", "left", "compout", "ready"].map(idOf);

const value = fc.constantFrom(...values, ...ids);

function relations(type: EntityType): readonly (Property & { readonly target: EntityType })[] {
  return [...type.properties.values()].flatMap((property) =>
    property.kind === "column" || property.kind === "computed" || property.kind === "derived" || property.hidden
      ? []
      : [property],
  );
}

function path(type: EntityType, depth: number): fc.Arbitrary<string> {
  const names = fc.constantFrom(
    ...[...type.properties.values()].filter(({ hidden }) => !hidden).map(({ name }) => name),
  );
  const further = relations(type);
  if (depth === 0 || further.length === 0) return names;
  const deeper = fc
    .constantFrom(...further)
    .chain(({ name, target }) => path(target, depth - 1).map((rest) => `${name}.${rest}`));
  return fc.oneof(names, { weight: 3, arbitrary: deeper });
}

function condition(type: EntityType, depth: number): fc.Arbitrary<string> {
  const operator = fc.constantFrom("is", "is", "is", "is_not", "like");
  const comparison = fc.tuple(path(type, 2), operator, value).map((parts) => parts.join(" "));
  const list = fc.tuple(path(type, 2), value, value).map(([of, a, b]) => `${of} in (${a}, ${b})`);
  if (depth === 0) return fc.oneof(comparison, list);
  const pair = fc
    .tuple(condition(type, depth - 1), fc.constantFrom("and", "or"), condition(type, depth - 1))
    .map((parts) => `(${parts.join(" ")})`);
  const further = relations(type);
  if (further.length === 0) return fc.oneof(comparison, list, pair);
  const member = fc
    .constantFrom(...further)
    .chain(({ name, target }) => condition(target, depth - 1).map((inner) => `${name} any (${inner})`));
  return fc.oneof(comparison, list, pair, member);
}

const question = fc
  .constantFrom(...types)
  .chain((name) => fc.tuple(fc.constant(name), condition(schema.must(name), 2)));

/** The ids that a query finds, or the refusal of one that makes no sense. */
function answer(expression: string): unknown {
  try {
    return studio.query(expression).map(({ id }) => id);
  } catch (error) {
    if (error instanceof ApiError) return error.exception;
    throw error;
  }
}

test("an index leads to the very rows that a look at each row finds, in the same order", () => {
  fc.assert(
    fc.property(question, ([type, where]) => {
      // No index helps with what is negated twice.
      expect(answer(`select id from ${type} where ${where}`)).toEqual(
        answer(`select id from ${type} where not (not (${where}))`),
      );
    }),
    { numRuns: 2_000, seed: 20_260_301 },
  );
});
