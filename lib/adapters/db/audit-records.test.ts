import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { AuditEvent } from "#lib/domain/audit";
import type { AuditRecords } from "#lib/services/ports/store";
import { createAuditRecords } from "./audit-records.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.ts";

let scratch: ScratchDatabase;
let database: Database;
let audit: AuditRecords;

beforeAll(async () => {
  scratch = await createScratchDatabase(inject("postgresUrl"));
  database = openDatabase(scratch.url);
  await migrate(database.db);
  audit = createAuditRecords(database.db);
});

afterAll(async () => {
  await database?.close();
  await scratch?.drop();
});

function event(change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    kind: "sign-in",
    actor: { username: "ivo", name: "Ivo Grant", email: "ivo@studio.example" },
    address: "192.0.2.7",
    subject: { type: "session", id: "s-1", label: "Ivo Grant" },
    details: { roles: ["artist"] },
    ...change,
  };
}

const all = { offset: 0, limit: 100 };

test("events come back newest first, as they were written, with number and time", async () => {
  await audit.append(event());
  await audit.append(event({ kind: "sign-in-refused", actor: null, address: null, details: { account: "9f86d0" } }));
  const { events, total } = await audit.list({}, all);
  expect(total).toBe(2);
  expect(events[0]).toMatchObject(
    event({ kind: "sign-in-refused", actor: null, address: null, details: { account: "9f86d0" } }),
  );
  expect(events[1]).toMatchObject(event());
  expect(Number(events[0]?.id)).toBeGreaterThan(Number(events[1]?.id));
  expect(Date.parse(events[0]?.at ?? "")).not.toBeNaN();
});

test("the list is filtered by kind, person, subject and text, and paged", async () => {
  const subject = { type: "upload", id: "u-77", label: "NXP internal upload" } as const;
  const eva = { username: "eva", name: "Eva Brandt", email: "eva@studio.example" };
  await audit.append(event({ kind: "upload-submitted", subject, actor: eva, details: { destination: "/mnt/50%_x" } }));
  await audit.append(event({ kind: "links-made", subject, actor: eva }));
  const kinds = async (filter: Parameters<AuditRecords["list"]>[0], page = all) =>
    (await audit.list(filter, page)).events.map(({ kind }) => kind);

  expect(await kinds({ subjectId: "u-77" })).toEqual(["links-made", "upload-submitted"]);
  expect(await kinds({ username: "eva", kinds: ["links-made", "sign-out"] })).toEqual(["links-made"]);
  expect(await kinds({ kinds: [] })).toEqual([]);
  expect(await kinds({ text: "50%_X" })).toEqual(["upload-submitted"]);
  expect(await kinds({ text: "brandt" }, { offset: 1, limit: 1 })).toEqual(["upload-submitted"]);
  expect((await audit.list({ text: "brandt" }, { offset: 1, limit: 1 })).total).toBe(2);
});

test("what cannot be stored in a database does not stop an event from being written", async () => {
  await audit.append(event({ subject: { type: "upload", id: "odd", label: "a\0b" }, details: { typed: "\0\udfff" } }));
  const { events } = await audit.list({ subjectId: "odd" }, all);
  expect(events[0]).toMatchObject({ subject: { label: "a\ufffdb" }, details: { typed: "\ufffd\ufffd" } });
});

const changes = {
  "an update": sql`update audit_events set kind = 'sign-out'`,
  "an update of nothing": sql`update audit_events set kind = 'sign-out' where false`,
  "an upsert": sql`
    insert into audit_events (id, kind, subject_type, subject_id, subject_label, details) overriding system value
    values (1, 'sign-in', 'session', '', '', '{}') on conflict (id) do update set kind = 'sign-out'`,
  "a delete": sql`delete from audit_events`,
  "a truncate": sql`truncate audit_events`,
};

test.each(Object.entries(changes))("%s is refused, even to a superuser", async (_name, change) => {
  const before = await audit.list({}, all);
  await expect(change.execute(database.db)).rejects.toThrow(/append-only/);
  expect(await audit.list({}, all)).toEqual(before);
});

test("a session that plays a replica is refused as well", async () => {
  const attempt = database.db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await sql`delete from audit_events`.execute(transaction);
  });
  await expect(attempt).rejects.toThrow(/append-only/);
});
