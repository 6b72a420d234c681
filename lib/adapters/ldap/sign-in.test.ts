import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Configuration } from "#lib/domain/configuration";
import type { Account, DirectoryPort } from "#lib/services/ports/directory";
import { directoryKinds, leftOut, type RunningDirectory } from "#sandbox/ldap/directory-kinds";
import type { DirectoryUser } from "#sandbox/ldap/entries";
import { cast, everybody, groupNames, studio } from "#sandbox/studio/cast";
import { createDirectory } from "./ldap.ts";
import { rulesFor, settingsFor } from "./test-settings.ts";

type Rules = Configuration["directory"];

const { artist, coordinator, freelancer, formerArtist, compositingSupervisor } = cast;

/** Signs that mean something in a filter or in a DN. */
const oddGroup = 'VFX, "Paint" (day) * #1';

function extra(username: string, name: string, rest: Partial<DirectoryUser> = {}): DirectoryUser {
  const [firstName = name, lastName = name] = name.split(" ");
  const email = `${username.replace(/\W/g, "")}@${studio.domain}`;
  const password = `password-of-${username}`;
  return { username, name, firstName, lastName, email, password, groups: [], disabled: false, ...rest };
}

const locked = extra("locked.out", "Locked Out", { standing: "locked" });
const wasLocked = extra("was.locked", "Was Locked", { standing: "was-locked", groups: ["artists"] });
const ended = extra("contract.ended", "Contract Ended", { standing: "account-expired" });
const expired = extra("expired.password", "Expired Password", { standing: "password-expired" });
const mustChange = extra("must.change", "Must Change", { standing: "must-change-password" });
const odd = extra("odd+name, jr", "Odd, Name (jr) #2", { groups: [oddGroup] });
const alone = extra("no.groups", "No Groups");

const users: readonly DirectoryUser[] = [...everybody, locked, wasLocked, ended, expired, mustChange, odd, alone];
const content = {
  baseDn: studio.baseDn,
  users,
  groups: [...groupNames, "compositing", "everybody", oddGroup, "empty"],
  groupsInGroups: {
    compositing: ["artists", oddGroup],
    everybody: ["compositing", "coordinators"],
    artists: ["everybody"],
  },
  service: { name: "compout", password: "reads-the-directory-3" },
};

const kinds = directoryKinds();

test(`OpenLDAP ${leftOut ?? "is among the directories tried"}`, () => {
  expect(kinds.length >= (leftOut === null ? 5 : 3)).toBe(true);
});

describe.each(kinds)("signing in against $title", ({ start }) => {
  let running: RunningDirectory;
  let directory: DirectoryPort;

  const directoryOf = (rules: Partial<Rules> = {}): DirectoryPort => {
    const { startTls, authority, url } = running;
    const allowCleartext = !startTls && url.startsWith("ldap:");
    return createDirectory({ ...settingsFor(running, { allowCleartext, ...rules }), startTls, authority });
  };

  beforeAll(async () => {
    running = await start(content);
    directory = directoryOf();
  });
  afterAll(() => running.close());

  async function accountOf(user: DirectoryUser): Promise<Account> {
    const answer = await directory.signIn(user.username, user.password);
    if (answer.outcome !== "signed-in") throw new Error(`${user.username} was not let in: ${answer.outcome}`);
    return answer.account;
  }
  const groupsOf = async (user: DirectoryUser) => (await accountOf(user)).groups.filter((name) => !name.includes("="));

  test("gives username, name and mail as the directory has them, whatever the case of what was typed", async () => {
    const answer = await directory.signIn(` ${freelancer.username.toUpperCase()} `, freelancer.password);
    expect(answer).toMatchObject({
      outcome: "signed-in",
      account: { username: freelancer.username, name: "Tomás Reyes", email: freelancer.email, disabled: false },
    });
  });

  test("gives groups, and the groups that those stand in, by common name, whatever loops there are", async () => {
    expect(await groupsOf(artist)).toEqual(expect.arrayContaining(["artists", "compositing", "everybody"]));
    expect(await groupsOf(artist)).not.toContain("supervisors");
    expect(await groupsOf(coordinator)).toEqual(expect.arrayContaining(["coordinators", "everybody", "compositing"]));
    expect(await groupsOf(compositingSupervisor)).not.toContain("everybody");
    expect(await groupsOf(alone)).not.toContain("artists");
  });

  test("gives the same groups without memberOf", async () => {
    const attributes = { ...rulesFor(running).attributes, memberOf: "noSuchAttribute" };
    const answer = await directoryOf({ attributes }).signIn(artist.username, artist.password);
    expect(answer).toMatchObject({
      account: { groups: expect.arrayContaining(["artists", "compositing", "everybody"]) },
    });
  });

  test("takes names and groups with signs of filters and DNs for what they are", async () => {
    expect(await groupsOf(odd)).toEqual(expect.arrayContaining([oddGroup, "compositing", "everybody"]));
    const people = await directory.members(oddGroup);
    expect(people.map(({ username }) => username)).toEqual([odd.username]);
  });

  test.each([
    ["a wrong password", artist.username, "nonsense", true],
    ["an unknown name", "nobody.here", artist.password, false],
    ["somebody else's password", artist.username, coordinator.password, true],
    ["the password in another case", artist.username, artist.password.toUpperCase(), true],
    ["a disabled account with its right password", formerArtist.username, formerArtist.password, true],
    ["a disabled account with a wrong password", formerArtist.username, "nonsense", true],
    ["a locked account with its right password", locked.username, locked.password, true],
    ["a locked account with a wrong password", locked.username, "nonsense", true],
    ["an account that has ended, with its right password", ended.username, ended.password, true],
    ["an expired password that is wrong", expired.username, "nonsense", true],
    ["a password to be changed that is wrong", mustChange.username, "nonsense", true],
    ["an empty password, which a directory would call a success", artist.username, "", false],
    ["an empty name", "", artist.password, false],
    ["a star, which would find everybody", "*", artist.password, false],
    ["a filter in the name", "*)(uid=*", artist.password, false],
    ["a filter that ends the name", `${artist.username})(objectClass=*`, artist.password, false],
    ["a DN for a name", `uid=${artist.username},ou=people,${studio.baseDn}`, artist.password, false],
    ["a NUL in the name", `${artist.username}\u0000`, artist.password, false],
    ["an endless name", "x".repeat(300), artist.password, false],
    ["a name beyond ASCII", "töm", artist.password, false],
    ["a name beyond the basic plane", "𝕞𝕚𝕣𝕒", artist.password, false],
  ])("refuses %s, and says no more", async (_, username, password, known) => {
    expect(await directory.signIn(username, password)).toEqual({
      outcome: "refused",
      known: known && expect.any(Boolean),
    });
  });

  test.each([
    ["has expired", expired],
    ["must be changed", mustChange],
  ])("says that a password %s, to who knows it", async (_, { username, password }) => {
    expect(await directory.signIn(username, password)).toEqual({ outcome: "password-expired" });
  });

  test("lets in who was locked for a time that has passed", async () => {
    expect(await groupsOf(wasLocked)).toContain("artists");
    expect(await directory.account(wasLocked.username)).toMatchObject({ disabled: false });
  });

  test("tells afterwards who is disabled or has ended, and who is gone", async () => {
    expect(await directory.account(artist.username)).toMatchObject({ username: artist.username, disabled: false });
    expect(await directory.account(formerArtist.username)).toMatchObject({ disabled: true });
    expect(await directory.account(ended.username)).toMatchObject({ disabled: true });
    expect(await directory.account("nobody.here")).toBeNull();
  });

  test("names the members of a group, those of the groups in it too, without who is disabled", async () => {
    const names = (await directory.members("everybody")).map(({ username }) => username);
    expect(names).toEqual(expect.arrayContaining([artist.username, coordinator.username, odd.username]));
    expect(names).not.toContain(formerArtist.username);
    expect(names).not.toContain(compositingSupervisor.username);
    expect(new Set(names).size).toBe(names.length);
    expect(await directory.members("empty")).toEqual([]);
    expect(await directory.members("no such group")).toEqual([]);
    expect(await directory.members("cn=nothing,dc=else,dc=where")).toEqual([]);
  });
});
