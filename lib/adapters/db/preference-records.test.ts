import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { preferencesFrom } from "#lib/domain/preference-schemas";
import { noPreferences } from "#lib/domain/preferences";
import type { PreferenceRecords } from "#lib/services/ports/store";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createPreferenceRecords } from "./preference-records.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";

let scratch: ScratchDatabase;
let database: Database;
let preferences: PreferenceRecords;

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  preferences = createPreferenceRecords(database.db);
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

test("a preference is kept for its person alone, and a later one takes its place", async () => {
  await preferences.set("ivo", "look", { density: "comfortable", notify: false });
  await preferences.set("ivo", "look", { density: "comfortable", notify: true });
  expect(preferencesFrom(await preferences.of("ivo"))).toEqual({
    ...noPreferences,
    look: { density: "comfortable", notify: true },
  });
  expect(preferencesFrom(await preferences.of("eva"))).toEqual(noPreferences);
});

test("a stored value that no longer fits counts as never set", async () => {
  await preferences.set("eva", "table", { columns: "of another time" });
  await preferences.set("eva", "selections", { last: "a", byProject: { a: "?x=1" } });
  expect(preferencesFrom(await preferences.of("eva"))).toEqual({
    ...noPreferences,
    selections: { last: "a", byProject: { a: "?x=1" } },
  });
});
