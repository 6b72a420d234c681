import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { sampleId } from "#lib/domain/domain-samples";
import { type PresetId, presetIdSchema, projectIdSchema } from "#lib/domain/ids";
import type { Preset } from "#lib/domain/preset";
import type { PresetRecords } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createPresetRecords } from "./preset-records.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";

let scratch: ScratchDatabase;
let database: Database;
let presets: PresetRecords;

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  presets = createPresetRecords(database.db);
});

beforeEach(async () => {
  await database.db.deleteFrom("presets").execute();
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

const id = (number: number): PresetId => presetIdSchema.parse(sampleId(number));
const project = projectIdSchema.parse(sampleId(1));
const mira = { username: "mira", name: "Mira Okafor" };
const eva = { username: "eva", name: "Eva Lind" };

function preset(number: number, changes: Partial<Preset> = {}): Preset {
  return {
    id: id(number),
    project,
    owner: mira,
    name: `p${number}`,
    shared: false,
    address: "?type=client",
    ...changes,
  };
}

test("a person sees their own and what is shared, by name, in one project", async () => {
  await presets.put(preset(1, { name: "zoom" }));
  await presets.put(preset(2, { name: "Approved", owner: eva, shared: true }));
  await presets.put(preset(3, { name: "hers alone", owner: eva }));
  await presets.put(preset(4, { project: projectIdSchema.parse(sampleId(9)) }));
  expect(await presets.visible(project, "MIRA")).toEqual([
    preset(2, { name: "Approved", owner: eva, shared: true }),
    preset(1, { name: "zoom" }),
  ]);
});

test("a preset that is put again takes the place of what it was, under its first owner", async () => {
  await presets.put(preset(1));
  const changed = preset(1, { name: "new", shared: true, address: "?type=internal&shot=a,b" });
  await presets.put({ ...changed, owner: eva });
  expect(await presets.visible(project, "mira")).toEqual([changed]);
});

test("two presets of one owner and project never have one name, whatever the case", async () => {
  await presets.put(preset(1, { name: "Dailies" }));
  await expect(presets.put(preset(2, { name: "dailies" }))).rejects.toMatchObject({
    code: "conflict",
    message:
      "Mira Okafor has a preset named `dailies` in this project already. Choose another name, or delete that one first.",
  });
  await presets.put(preset(3, { name: "dailies", owner: eva }));
  expect(await presets.visible(project, "eva")).toHaveLength(1);
});

test("a preset that is removed is gone, and others stay", async () => {
  await presets.put(preset(1));
  await presets.put(preset(2));
  await presets.remove(id(1));
  expect(await presets.lock(id(1))).toBeNull();
  expect(await presets.lock(id(2))).toEqual(preset(2));
});

test("text that PostgreSQL refuses is kept with a mark in its place", async () => {
  await presets.put(preset(1, { name: "a\0b", address: "?shot=\ud800" }));
  expect(await presets.lock(id(1))).toEqual(preset(1, { name: "a\ufffdb", address: "?shot=\ufffd" }));
});
