import { expect, test } from "vitest";
import { loadSeed } from "#sandbox/ftrack/load-seed";
import { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { idOf } from "#sandbox/ftrack/tiny-ids";

function seeded(...operations: CreateOperation[]): OpenStudio {
  const studio = new OpenStudio();
  loadSeed(studio.api.store, { file: "/tmp/more.json", operations });
  return studio;
}

const shot = (data: Record<string, unknown>) => create("Shot", { parent_id: idOf("seq010"), ...data });

test("adds entities below what is there, with the defaults that a client's would get", () => {
  const studio = seeded(shot({ id: "new-shot", name: "sh0990" }));
  expect(studio.query('select project.name, status.name from Shot where id is "new-shot"')).toMatchObject([
    { project: { name: "NXP" }, status: { name: expect.any(String) } },
  ]);
});

test("an entry may name what only a later one creates", () => {
  const studio = seeded(
    create("Note", { id: "first", content: "seen", parent_id: idOf("sh0010"), category_id: "later" }),
    create("NoteCategory", { id: "later", name: "Seeded" }),
  );
  expect(studio.query('select category.name from Note where id is "first"')).toMatchObject([
    { category: { name: "Seeded" } },
  ]);
});

test.each([
  ["an unknown type", [shot({ name: "a" }), create("Shoot", {})], "entry 2 of 2 (Shoot): No schema 'Shoot' exists."],
  ["an unknown attribute", [shot({ name: "a", nome: "b" })], "entry 1 of 1 (Shot): No attribute 'nome' exists"],
  ["a value of another kind", [create("Asset", { name: "a", context_id: 7, type_id: {} })], "entry 1 of 1 (Asset): "],
  ["a name that is taken", [shot({ name: "sh0010" })], "entry 1 of 1 (Shot): Duplicate entry"],
  [
    "an id that is taken",
    [shot({ name: "a" }), shot({ id: idOf("sh0010"), name: "b" })],
    "entry 2 of 2 (Shot): Duplicate",
  ],
  [
    "a reference to nothing",
    [shot({ name: "a" }), create("Asset", { name: "b", context_id: idOf("sh0010"), type_id: "nothing" })],
    "entry 2 of 2 (Asset): its type_id is 'nothing', but there is no AssetType of that id",
  ],
])("refuses %s, naming file and entry", (_, operations, sentence) => {
  expect(() => seeded(...operations)).toThrow(`The seed /tmp/more.json can't be used: ${sentence}`);
});
