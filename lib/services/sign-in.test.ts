import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { RecordedAuditEvent } from "#lib/domain/audit";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { type Gate, openGate } from "#lib/server/test-gate";
import { type Ldap, startLdap } from "#sandbox/ldap/server";
import { cast } from "#sandbox/studio/cast";
import { confirmAccount } from "./confirm-account.ts";
import type { SystemContext } from "./context.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

const configuration = `
roles: { artist: [artists], coordinator: [coordinators], admin: [pipeline] }
storage:
  roots: [{ path: /mnt/prj }]
  sources: [/mnt/prj]
  deliveries: [{ path: "/mnt/prj/{project}" }]
directory: { allowCleartext: true }
`;

const { artist } = cast;
const address = "192.0.2.7";
let folder: string;
let ldap: Ldap;
let gate: Gate;
let program: TestContainer;

beforeAll(async () => {
  ldap = await startLdap();
  gate = await openGate(ldap.url);
  folder = mkdtempSync(join(tmpdir(), "compout-sign-in-"));
  writeFileSync(join(folder, "compout.yaml"), configuration);
  program = await createTestContainer({
    DATABASE_URL: inject("postgresUrl"),
    NEXTAUTH_URL: "https://compout.example",
    NEXTAUTH_SECRET: "a-secret-of-more-than-32-characters!",
    FTRACK_SERVER: "http://127.0.0.1:9",
    FTRACK_API_USER: "nobody",
    FTRACK_API_KEY: "no-key-at-all",
    LDAP_URL: gate.url,
    LDAP_BIND_DN: ldap.bindDn,
    LDAP_BIND_PASSWORD: ldap.bindPassword,
    LDAP_BASE_DN: ldap.baseDn,
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "compout@lumenworks.example",
    COMPOUT_CONFIG: join(folder, "compout.yaml"),
  });
});
afterAll(async () => {
  await program.stop();
  await gate.close();
  await ldap.close();
  rmSync(folder, { recursive: true });
});

let hour = 0;
let eventsBefore = 0;
/** Each test has an hour of its own, so that the tries of the others lie outside the throttle's window. */
beforeEach(async () => {
  gate.open();
  hour += 1;
  eventsBefore = (await program.store.audit.list({}, { offset: 0, limit: 1 })).total;
});

/** The context, `seconds` into the test's hour. */
function later(seconds: number): SystemContext {
  const now = Date.now() + hour * 3_600_000 + seconds * 1000;
  return { ...program.system(), now: () => new Date(now) };
}

const tryAs = (username: string, password: string, context = later(0), from: string | null = address) =>
  signIn(context, { username, password, address: from });

/** The events of this test, newest first. */
async function events(): Promise<readonly RecordedAuditEvent[]> {
  const { events: all, total } = await program.store.audit.list({}, { offset: 0, limit: 200 });
  return all.slice(0, total - eventsBefore);
}

describe("signing in", () => {
  it("gives the person and the roles of the person's groups, and is recorded", async () => {
    expect(await tryAs(artist.username, artist.password)).toEqual({
      outcome: "signed-in",
      person: { username: artist.username, name: artist.name, email: artist.email },
      roles: ["artist"],
    });
    expect(await events()).toMatchObject([
      { kind: "sign-in", actor: { username: artist.username }, address, details: { roles: ["artist"] } },
    ]);
  });

  it("refuses a wrong password, an unknown name, a locked account and an empty password alike", async () => {
    const answers = [
      await tryAs(artist.username, "wrong"),
      await tryAs("who.is.this", "wrong"),
      await tryAs(cast.formerArtist.username, cast.formerArtist.password),
      await tryAs(artist.username, ""),
    ];
    for (const answer of answers) expect(answer).toEqual({ outcome: "refused" });
  });

  it("records a refused try under the name if the directory knows it, else under a hash: people type passwords there", async () => {
    await tryAs(artist.username, "wrong");
    await tryAs("my-secret-password", "wrong");
    const [unknown, known] = await events();
    expect(known).toMatchObject({ kind: "sign-in-refused", actor: null, subject: { label: artist.username } });
    expect(unknown).toMatchObject({ kind: "sign-in-refused", actor: null, subject: { label: "unknown name" } });
    expect(unknown?.subject.id).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(await events())).not.toContain("my-secret-password");
  });

  it("tells a person whose groups give no role so", async () => {
    expect(await tryAs(cast.compositingSupervisor.username, cast.compositingSupervisor.password)).toEqual({
      outcome: "no-role",
    });
    expect(await events()).toMatchObject([{ kind: "sign-in-refused", details: { reason: "no role" } }]);
  });

  it("says that the directory is unreachable, and records the try", async () => {
    gate.shut();
    expect(await tryAs(artist.username, artist.password)).toEqual({ outcome: "unreachable" });
    expect(await events()).toMatchObject([{ details: { reason: "directory unreachable" } }]);
  });

  it("is recorded when it ends", async () => {
    await signOut(program.system(), { username: artist.username, name: artist.name, email: artist.email }, address);
    expect(await events()).toMatchObject([{ kind: "sign-out", actor: { username: artist.username }, address }]);
  });
});

describe("the throttle of sign-ins", () => {
  it("makes an account wait after five refused tries, even with the right password, and lets it in later", async () => {
    for (let at = 0; at < 5; at++) await tryAs(artist.username, `wrong ${at}`);
    expect(await tryAs(artist.username, artist.password)).toMatchObject({ outcome: "throttled" });
    expect(await tryAs(artist.username.toUpperCase(), artist.password)).toMatchObject({ outcome: "throttled" });
    expect((await events())[0]).toMatchObject({ kind: "sign-in-throttled", address });
    expect(await tryAs(artist.username, artist.password, later(31))).toMatchObject({ outcome: "signed-in" });
  });

  it("leaves other accounts alone, and forgets an account's tries when it signs in", async () => {
    for (let at = 0; at < 4; at++) await tryAs(artist.username, "wrong");
    expect(await tryAs(cast.coordinator.username, cast.coordinator.password)).toMatchObject({ outcome: "signed-in" });
    expect(await tryAs(artist.username, artist.password)).toMatchObject({ outcome: "signed-in" });
    for (let at = 0; at < 4; at++) await tryAs(artist.username, "wrong");
    expect(await tryAs(artist.username, artist.password)).toMatchObject({ outcome: "signed-in" });
  });

  it("makes an address wait that tries many names, wherever one of them signs in from", async () => {
    for (let at = 0; at < 20; at++) await tryAs(`guess-${at}`, "wrong");
    expect(await tryAs(artist.username, artist.password)).toMatchObject({ outcome: "throttled" });
    expect(await tryAs(artist.username, artist.password, later(0), "198.51.100.4")).toMatchObject({
      outcome: "signed-in",
    });
  });

  it("gains nothing from many tries at once", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => tryAs(artist.username, `wrong ${at}`)));
    const asked = answers.filter(({ outcome }) => outcome === "refused").length;
    expect(asked).toBeLessThanOrEqual(5);
  });

  it("keeps its keys hashed", async () => {
    await tryAs("typed-my-password", "wrong");
    const keys = await program.store.throttle.countSince(["typed-my-password", address], new Date(0));
    expect([...keys.values()]).toEqual([0, 0]);
  });
});

describe("confirming an account before a submit", () => {
  it("gives the roles that the groups give now, not those of the sign-in", async () => {
    const context = await program.contextOf(artist, later(0));
    ldap.change(artist.username, { groups: ["coordinators"] });
    expect((await confirmAccount(context)).roles).toEqual(["coordinator"]);
    ldap.change(artist.username, { groups: artist.groups });
  });

  it("refuses an account that was locked since", async () => {
    const context = await program.contextOf(artist, later(0));
    ldap.change(artist.username, { disabled: true });
    await expect(confirmAccount(context)).rejects.toMatchObject({ code: "not-allowed" });
    ldap.change(artist.username, { disabled: false });
  });

  it("takes what the directory last said while it is down, if that is under 30 minutes old", async () => {
    const context = await program.contextOf(artist, later(0));
    gate.shut();
    const at = (minutes: number) => ({ ...context, now: () => new Date(context.now().getTime() + minutes * 60_000) });
    expect(await confirmAccount(at(29))).toMatchObject({ person: { username: artist.username }, roles: ["artist"] });
    await expect(confirmAccount(at(31))).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringContaining("more than 30 minutes ago"),
    });
  });
});
