import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Configuration, configurationSchema } from "#lib/domain/configuration";
import type { DirectoryPort } from "#lib/services/context";
import { type Ldap, startLdap } from "#sandbox/ldap/server";
import { cast, everybody, studio } from "#sandbox/studio/cast";
import type { LdapSettings } from "./connections.ts";
import { createDirectory } from "./ldap.ts";
import { testCertificate } from "./test-certificate.ts";
import { type Front, silentServer, tlsFront } from "./test-fronts.ts";

type Rules = Configuration["directory"];

const { directory: defaults } = configurationSchema.parse({
  roles: { artist: ["artists"] },
  storage: { roots: [{ path: "/prj" }], sources: ["/prj"], deliveries: [{ path: "/prj/{project}" }] },
});
const { artist, freelancer, formerArtist, compositingSupervisor } = cast;
const groupDn = (name: string) => `cn=${name},ou=groups,${studio.baseDn}`;

let ldap: Ldap;

beforeAll(async () => {
  ldap = await startLdap();
});
afterAll(() => ldap.close());

function directoryOf(change: Partial<LdapSettings> = {}, rules: Partial<Rules> = {}): DirectoryPort {
  const { url, bindDn, bindPassword, baseDn } = ldap;
  const joined = { ...defaults, allowCleartext: true, timeoutMs: 2000, ...rules };
  return createDirectory({ url, bindDn, bindPassword, baseDn, rules: joined, ...change });
}

describe("signIn", () => {
  test("gives name, mail and groups, each by common name and by DN", async () => {
    expect(await directoryOf().signIn(artist.username, artist.password)).toEqual({
      outcome: "signed-in",
      account: {
        username: artist.username,
        name: artist.name,
        email: artist.email,
        groups: ["artists", groupDn("artists")],
        disabled: false,
      },
    });
  });

  test("takes the name in any case and gives it as the directory has it", async () => {
    const answer = await directoryOf().signIn(` ${freelancer.username.toUpperCase()} `, freelancer.password);
    expect(answer).toMatchObject({ account: { username: freelancer.username, name: "Tomás Reyes" } });
  });

  test.each([
    ["a wrong password", artist.username, "nonsense", true],
    ["an unknown name", "nobody.here", artist.password, false],
    ["a disabled account with its right password", formerArtist.username, formerArtist.password, true],
    ["a disabled account with a wrong password", formerArtist.username, "nonsense", true],
    ["an empty password, which a directory would call a success", artist.username, "", false],
    ["an empty name", "", artist.password, false],
    ["a star, which would find everybody", "*", artist.password, false],
    ["a filter in the name", "*)(uid=*", artist.password, false],
    ["a filter that ends the name", `${artist.username})(objectClass=*`, artist.password, false],
    ["a NUL in the name", `${artist.username}\u0000`, artist.password, false],
    ["an endless name", "x".repeat(300), artist.password, false],
    ["a name beyond ASCII", "töm", artist.password, false],
  ])("refuses %s", async (_, username, password, known) => {
    expect(await directoryOf().signIn(username, password)).toEqual({ outcome: "refused", known });
  });

  test("refuses a name that several accounts have", async () => {
    const userFilter = "(|(uid={username})(sn=*))";
    const answer = await directoryOf({}, { userFilter }).signIn(artist.username, artist.password);
    expect(answer).toEqual({ outcome: "refused", known: true });
  });

  test("finds groups by their member lists where accounts have no memberOf", async () => {
    const attributes = { ...defaults.attributes, memberOf: "noSuchAttribute" };
    const answer = await directoryOf({}, { attributes }).signIn(artist.username, artist.password);
    expect(answer).toMatchObject({ account: { groups: ["artists", groupDn("artists")] } });
  });

  test("takes groups from memberOf where the group search finds none", async () => {
    const groupFilter = "(member=nobody)";
    const answer = await directoryOf({}, { groupFilter }).signIn(artist.username, artist.password);
    expect(answer).toMatchObject({ account: { groups: ["artists", groupDn("artists")] } });
  });
});

describe("account", () => {
  test("says who is disabled", async () => {
    expect(await directoryOf().account(formerArtist.username)).toMatchObject({
      username: formerArtist.username,
      disabled: true,
    });
  });

  test("is null for somebody who is gone, and for what is no name", async () => {
    expect(await directoryOf().account("nobody.here")).toBeNull();
    expect(await directoryOf().account("*")).toBeNull();
  });
});

describe("members", () => {
  const supervisors = everybody.filter(({ groups }) => groups.some((group) => group === "supervisors"));

  test.each(["supervisors", "SUPERVISORS", groupDn("supervisors")])("of %s", async (group) => {
    const people = await directoryOf().members(group);
    expect(people.map(({ username }) => username).sort()).toEqual(supervisors.map(({ username }) => username).sort());
    const { username, name, email } = compositingSupervisor;
    expect(people).toContainEqual({ username, name, email });
  });

  test("leaves disabled people out", async () => {
    const names = (await directoryOf().members("artists")).map(({ username }) => username);
    expect(names).toContain(artist.username);
    expect(names).not.toContain(formerArtist.username);
  });

  test.each(["no-such-group", "cn=nothing,dc=else", "=,,", "*"])("of %s are nobody", async (group) => {
    expect(await directoryOf().members(group)).toEqual([]);
  });
});

describe("a directory that does not answer", () => {
  test("is unavailable where nothing listens", async () => {
    const closed = await silentServer();
    await closed.close();
    const directory = directoryOf({ url: closed.url });
    await expect(directory.signIn(artist.username, artist.password)).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
    await expect(directory.ping()).rejects.toMatchObject({ code: "directory-unavailable" });
  });

  test("is unavailable where it hangs", async () => {
    await using silent = await silentServer();
    const directory = directoryOf({ url: silent.url }, { timeoutMs: 150 });
    await expect(directory.account(artist.username)).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringContaining("timed out"),
    });
  });

  test("names the service account where that is refused", async () => {
    await expect(directoryOf({ bindPassword: "old" }).ping()).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringContaining(`service account ${ldap.bindDn}`),
    });
  });

  test("answers a ping otherwise", async () => {
    await expect(directoryOf().ping()).resolves.toBeUndefined();
  });
});

describe("secure connections", () => {
  let folder: string;
  let caFile: string;
  const certificate = testCertificate();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "compout-ca-"));
    caFile = join(folder, "ca.pem");
    await writeFile(caFile, certificate.cert);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function signInThrough(front: Front, rules: Partial<Rules>) {
    const secure = { allowCleartext: false, ...rules };
    return directoryOf({ url: front.url }, secure).signIn(artist.username, artist.password);
  }

  test("ldaps:// with the studio's own authority", async () => {
    await using front = await tlsFront(ldap.url, certificate, "ldaps");
    expect(await signInThrough(front, { caFile })).toMatchObject({ outcome: "signed-in" });
    expect(front.cleartextBytes()).toBe(0);
  });

  test("StartTLS before anything else is said", async () => {
    await using front = await tlsFront(ldap.url, certificate, "starttls");
    expect(await signInThrough(front, { caFile, startTls: true })).toMatchObject({ outcome: "signed-in" });
    expect(front.cleartextWords()).not.toContain("compout");
  });

  test.each(["ldaps", "starttls"] as const)("%s refuses a certificate that nobody vouches for", async (mode) => {
    await using front = await tlsFront(ldap.url, certificate, mode);
    await expect(signInThrough(front, { startTls: mode === "starttls" })).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringContaining("self-signed"),
    });
  });

  test("a StartTLS that never ends is given up", async () => {
    await using front = await tlsFront(ldap.url, certificate, "stalled");
    await expect(signInThrough(front, { caFile, startTls: true, timeoutMs: 150 })).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringContaining("StartTLS"),
    });
  });
});

describe("settings", () => {
  test.each([
    ["clear text without leave", {}, { allowCleartext: false }, /sends passwords in clear text/],
    ["an address that is none", { url: "ldap.studio.lan" }, {}, /no address of a directory/],
    ["an authority that is not there", {}, { caFile: "/nowhere/ca.pem" }, /\/nowhere\/ca\.pem/],
    ["a filter that is none", {}, { disabledFilter: "(nsAccountLock=TRUE" }, /directory\.disabledFilter/],
    ["a user filter that is none", {}, { userFilter: "uid" }, /directory\.userFilter/],
  ])("%s is refused at once", (_, change, rules, words) => {
    expect(() => directoryOf(change, rules)).toThrow(words);
  });
});
