import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DirectoryPort } from "#lib/services/ports/directory";
import { type Ldap, startLdap } from "#sandbox/ldap/server";
import { cast, everybody, studio } from "#sandbox/studio/cast";
import type { LdapSettings } from "./connections.ts";
import { createDirectory } from "./ldap.ts";
import { silentServer } from "./test-fronts.ts";
import { rulesFor, settingsFor } from "./test-settings.ts";

const { artist, formerArtist, compositingSupervisor } = cast;
const groupDn = (name: string) => `cn=${name},ou=groups,${studio.baseDn}`;

let ldap: Ldap;

beforeAll(async () => {
  ldap = await startLdap();
});
afterAll(() => ldap.close());

function directoryOf(change: Partial<LdapSettings> = {}, rules: Partial<LdapSettings["rules"]> = {}): DirectoryPort {
  return createDirectory({ ...settingsFor(ldap, rules), ...change });
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

  test("refuses a name that several accounts have", async () => {
    const userFilter = "(|(uid={username})(sn=*))";
    const answer = await directoryOf({}, { userFilter }).signIn(artist.username, artist.password);
    expect(answer).toEqual({ outcome: "refused", known: true });
  });

  test("finds groups by their member lists where accounts have no memberOf", async () => {
    const attributes = { ...rulesFor(ldap).attributes, memberOf: "noSuchAttribute" };
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

  test("says so where the directory refuses one clause of the filter for disabled accounts: the others count", async () => {
    const own = await startLdap({ chains: "refused" });
    const refused = `(memberOf:1.2.840.113556.1.4.1941:=${groupDn("former")})`;
    const accountBy = (disabledFilter: string) =>
      createDirectory(settingsFor(own, { disabledFilter })).account(formerArtist.username);
    try {
      expect(await accountBy(`(|${refused}(nsAccountLock=TRUE))`)).toMatchObject({ disabled: true });
      expect(await accountBy(refused)).toMatchObject({ disabled: false });
    } finally {
      await own.close();
    }
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
