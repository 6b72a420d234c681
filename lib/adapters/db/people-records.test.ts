import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Account } from "#lib/services/ports/directory";
import type { AccountRecords, ThrottleRecords } from "#lib/services/ports/store";
import { createAccountRecords } from "./account-records.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";
import { createThrottleRecords } from "./throttle-records.ts";

let scratch: ScratchDatabase;
let database: Database;
let accounts: AccountRecords;
let throttle: ThrottleRecords;

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  accounts = createAccountRecords(database.db);
  throttle = createThrottleRecords(database.db);
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

const ivo: Account = {
  username: "ivo",
  name: "Ivo Grant",
  email: "ivo@studio.example",
  groups: ["artists", "cn=comp,ou=groups,dc=studio"],
  disabled: false,
};
const at = (time: string) => new Date(`2026-11-22T${time}:00Z`);

test("the directory's last answer about a person is kept with its time", async () => {
  expect(await accounts.recall("ivo")).toBeNull();
  await accounts.remember(ivo, at("10:00"));
  await accounts.remember({ ...ivo, groups: [], disabled: true }, at("11:00"));
  expect(await accounts.recall("ivo")).toEqual({ account: { ...ivo, groups: [], disabled: true }, at: at("11:00") });
});

test("an older answer that arrives late changes nothing", async () => {
  await accounts.remember({ ...ivo, username: "eva" }, at("11:00"));
  await accounts.remember({ ...ivo, username: "eva", disabled: true }, at("10:59"));
  expect(await accounts.recall("eva")).toMatchObject({ account: { disabled: false }, at: at("11:00") });
});

test("tries are counted by key since a moment", async () => {
  await throttle.add(["account-a", "address-1"], at("10:00"));
  await throttle.add(["account-a", "address-2"], at("10:05"));
  const counts = await throttle.countSince(["account-a", "address-1", "nobody"], at("10:00"));
  expect(counts).toEqual(new Map(Object.entries({ "account-a": 2, "address-1": 1, nobody: 0 })));
  expect((await throttle.countSince(["account-a"], at("10:01"))).get("account-a")).toBe(1);
});

test("a good sign-in clears its keys and no others", async () => {
  await throttle.add(["account-b", "address-9"], at("10:00"));
  await throttle.clear(["account-b"]);
  const counts = await throttle.countSince(["account-b", "address-9"], at("09:00"));
  expect(counts).toEqual(new Map(Object.entries({ "account-b": 0, "address-9": 1 })));
});

test("tries older than a day are purged", async () => {
  await throttle.add(["old"], new Date("2026-11-20T10:00:00Z"));
  await throttle.add(["new"], new Date("2026-11-25T10:00:00Z"));
  const rows = await database.db.selectFrom("sign_in_tries").select("key").execute();
  expect(rows.map(({ key }) => key)).toEqual(["new"]);
});
