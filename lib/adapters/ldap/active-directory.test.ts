import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DirectoryPort } from "#lib/services/ports/directory";
import { activeDirectory } from "#sandbox/ldap/active-directory";
import { type Ldap, type LdapOptions, startLdap } from "#sandbox/ldap/server";
import { cast, everybody, groupNames, studio } from "#sandbox/studio/cast";
import type { LdapSettings } from "./connections.ts";
import { createDirectory } from "./ldap.ts";
import { settingsFor } from "./test-settings.ts";

const { artist, coordinator, formerArtist } = cast;
const options: LdapOptions = {
  flavour: activeDirectory,
  // Her group lists her nowhere: it is her primary one.
  users: everybody.map((user) =>
    user.username === coordinator.username ? { ...user, primaryGroup: "coordinators" } : user,
  ),
  groups: [...groupNames, "compositing", "everybody"],
  groupsInGroups: { compositing: ["artists"], everybody: ["compositing", "coordinators"] },
};
const inChain = "(member:1.2.840.113556.1.4.1941:={dn})";

let ldap: Ldap;
beforeAll(async () => {
  ldap = await startLdap(options);
});
afterAll(() => ldap.close());

const directoryOf = (rules: Partial<LdapSettings["rules"]> = {}, change: Partial<LdapSettings> = {}): DirectoryPort =>
  createDirectory({ ...settingsFor(ldap, rules), ...change });

async function groupsOf(directory: DirectoryPort, { username, password }: { username: string; password: string }) {
  const answer = await directory.signIn(username, password);
  return answer.outcome === "signed-in" ? answer.account.groups.filter((name) => !name.includes("=")).sort() : answer;
}

describe("Active Directory", () => {
  test("the primary group counts, and the groups that it stands in", async () => {
    expect(await groupsOf(directoryOf(), coordinator)).toEqual(["coordinators", "everybody"]);
    expect(await groupsOf(directoryOf(), artist)).toEqual(["Domain Users", "artists", "compositing", "everybody"]);
  });

  test("who has a group as primary is among its members", async () => {
    const members = await directoryOf().members("coordinators");
    expect(members.map(({ username }) => username)).toEqual([coordinator.username]);
    const all = (await directoryOf().members("Domain Users")).map(({ username }) => username);
    expect(all).toContain(artist.username);
    expect(all).not.toContain(formerArtist.username);
  });

  test("people sign in by principal name too, and keep their account's name", async () => {
    const answer = await directoryOf().signIn(`${artist.username}@${studio.domain}`, artist.password);
    expect(answer).toMatchObject({ outcome: "signed-in", account: { username: artist.username } });
  });

  test.each([`compout@${studio.domain}`, "LUMENWORKS\\compout"])("the service account binds as %s", async (bindDn) => {
    await expect(directoryOf({}, { bindDn }).ping()).resolves.toBeUndefined();
  });

  test("long member lists come in pieces", async () => {
    const own = await startLdap({ ...options, valuesAtOnce: 2 });
    try {
      const names = (await createDirectory(settingsFor(own)).members("artists")).map(({ username }) => username);
      const artists = everybody.filter((user) => user.groups.some((name) => name === "artists") && !user.disabled);
      expect(names.sort()).toEqual(artists.map(({ username }) => username).sort());
    } finally {
      await own.close();
    }
  });

  test("members of another domain are left out: referrals are not followed", async () => {
    const elsewhere = "CN=Somebody,OU=People,DC=elsewhere,DC=example";
    const own = await startLdap({
      ...options,
      flavour: (content) => {
        const made = activeDirectory(content);
        const entries = made.entries.map((each) =>
          each.dn.startsWith("CN=supervisors,")
            ? { ...each, attributes: { ...each.attributes, member: [elsewhere, ...(each.attributes.member ?? [])] } }
            : each,
        );
        return { ...made, entries };
      },
    });
    try {
      const supervisors = everybody.filter(({ groups }) => groups.some((name) => name === "supervisors"));
      expect(await createDirectory(settingsFor(own)).members("supervisors")).toHaveLength(supervisors.length);
    } finally {
      await own.close();
    }
  });

  test.each(["followed", "unknown", "refused"] as const)(
    "the rule that follows chains of groups may be configured; where it is %s, all groups are found",
    async (chains) => {
      const own = await startLdap({ ...options, chains });
      try {
        for (const groupFilter of [inChain, `(|${inChain}(member={dn}))`]) {
          const directory = createDirectory(settingsFor(own, { groupFilter }));
          expect(await groupsOf(directory, artist)).toEqual(["Domain Users", "artists", "compositing", "everybody"]);
        }
      } finally {
        await own.close();
      }
    },
  );
});
