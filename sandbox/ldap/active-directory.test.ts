import { Client, EqualityFilter, type Filter, NoSuchObjectError } from "ldapts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { activeDirectory } from "#sandbox/ldap/active-directory";
import type { DirectoryUser } from "#sandbox/ldap/entries";
import { inetOrgPerson } from "#sandbox/ldap/inet-org-person";
import { type Ldap, type LdapOptions, startLdap } from "#sandbox/ldap/server";
import { cast, everybody, groupNames, studio } from "#sandbox/studio/cast";

const { artist, coordinator, formerArtist } = cast;
const { baseDn, domain } = studio;
const standings = ["locked", "was-locked", "account-expired", "password-expired", "must-change-password"] as const;
const troubled = standings.map(
  (standing): DirectoryUser => ({ ...artist, username: standing, name: standing, standing }),
);
const options: LdapOptions = {
  flavour: activeDirectory,
  users: [
    ...everybody.map((user) =>
      user.username === coordinator.username ? { ...user, primaryGroup: "coordinators" } : user,
    ),
    ...troubled,
  ],
  groups: [...groupNames, "compositing", "everybody"],
  groupsInGroups: { compositing: ["artists"], everybody: ["compositing", "coordinators"] },
  valuesAtOnce: 3,
};

let ldap: Ldap;
const clients: Client[] = [];
beforeAll(async () => {
  ldap = await startLdap(options);
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.unbind())));
afterAll(() => ldap.close());

function connect(): Client {
  const client = new Client({ url: ldap.url, timeout: 3000 });
  clients.push(client);
  return client;
}

async function search(filter: string | Filter, attributes: string[] = ["cn"], base: string = baseDn) {
  const client = connect();
  await client.bind(ldap.bindDn, ldap.bindPassword);
  return client.search(base, { filter, attributes, explicitBufferAttributes: ["objectSid"] });
}

const names = async (filter: string | Filter) => (await search(filter)).searchEntries.map(({ cn }) => cn).sort();
const dnOf = (name: string) => `CN=${name},OU=People,${baseDn}`;

describe("Active Directory's entries", () => {
  test("have both names, flags, and the groups that list them", async () => {
    const { searchEntries } = await search(`(sAMAccountName=${artist.username})`, [
      "userPrincipalName",
      "userAccountControl",
      "memberOf",
      "primaryGroupID",
    ]);
    expect(searchEntries).toEqual([
      {
        dn: dnOf(artist.name),
        userPrincipalName: `${artist.username}@${domain}`,
        userAccountControl: "512",
        memberOf: `CN=artists,OU=Groups,${baseDn}`,
        primaryGroupID: "513",
      },
    ]);
  });

  test("are found by the flag of disabled accounts", async () => {
    expect(await names("(userAccountControl:1.2.840.113556.1.4.803:=2)")).toEqual([formerArtist.name]);
  });

  test("a primary group lists nobody, and is found by its security id as bytes and as text", async () => {
    const { searchEntries } = await search("(cn=coordinators)", ["member", "objectSid", "primaryGroupToken"]);
    const [group] = searchEntries;
    expect(group?.member).toEqual([]);
    const { searchEntries: people } = await search(`(primaryGroupID=${group?.primaryGroupToken})`);
    expect(people.map(({ cn }) => cn)).toEqual([coordinator.name]);
    const id = Buffer.isBuffer(group?.objectSid) ? group.objectSid : Buffer.alloc(0);
    const text = `S-1-5-21-1004336348-1177238915-682003330-${id.readUInt32LE(id.length - 4)}`;
    expect(await names(`(objectSid=${text})`)).toEqual(["coordinators"]);
    expect(await names(new EqualityFilter({ attribute: "objectSid", value: id }))).toEqual(["coordinators"]);
  });

  test("long lists come in pieces, the last of which ends with a star", async () => {
    const { searchEntries: first } = await search("(cn=artists)", ["member"]);
    const pieces = Object.entries(first[0] ?? {}).filter(([key]) => key.startsWith("member;"));
    expect(pieces).toEqual([["member;range=0-2", expect.arrayContaining([dnOf(artist.name)])]]);
    const { searchEntries: next } = await search("(cn=artists)", ["member;range=3-*"]);
    expect(next[0]).toHaveProperty(["member;range=3-5"]);
    const { searchEntries: last } = await search("(cn=artists)", ["member;range=9-*"]);
    expect(Object.keys(last[0] ?? {})).toContainEqual(expect.stringMatching(/^member;range=9-\*$/));
  });

  test("chains of groups are followed by the rule, in both directions", async () => {
    const rule = "1.2.840.113556.1.4.1941";
    expect(await names(`(member:${rule}:=${dnOf(artist.name)})`)).toEqual(["artists", "compositing", "everybody"]);
    expect(await names(`(&(objectCategory=person)(memberOf:${rule}:=CN=everybody,OU=Groups,${baseDn}))`)).toContain(
      artist.name,
    );
    expect(await names(`(member=${dnOf(artist.name)})`)).toEqual(["artists"]);
  });

  test("a search of the whole tree names the places of the rest; one outside of it is sent elsewhere", async () => {
    expect((await search("(cn=artists)")).searchReferences).toHaveLength(2);
    expect((await search("(cn=artists)", ["cn"], `OU=Groups,${baseDn}`)).searchReferences).toEqual([]);
    await expect(search("(cn=artists)", ["cn"], "DC=else,DC=where")).rejects.toMatchObject({ code: 10 });
    await expect(search("(cn=artists)", ["cn"], `OU=nowhere,${baseDn}`)).rejects.toBeInstanceOf(NoSuchObjectError);
  });

  test("says what it is", async () => {
    const { searchEntries } = await connect().search("", { scope: "base", attributes: ["supportedCapabilities"] });
    expect(searchEntries[0]?.supportedCapabilities).toContain("1.2.840.113556.1.4.800");
  });
});

describe("Active Directory's binds", () => {
  test.each([dnOf(artist.name), `${artist.username}@${domain}`, `LUMENWORKS\\${artist.username}`])(
    "take %s",
    async (name) => {
      await expect(connect().bind(name, artist.password)).resolves.toBeUndefined();
    },
  );

  test.each([
    ["an unknown name", `nobody@${domain}`, artist.password, "525"],
    ["a wrong password", `${artist.username}@${domain}`, "nonsense", "52e"],
    ["a disabled account", `${formerArtist.username}@${domain}`, formerArtist.password, "533"],
    ["a disabled account, by a wrong password", `${formerArtist.username}@${domain}`, "nonsense", "52e"],
    ["a locked account", `locked@${domain}`, artist.password, "775"],
    ["a locked account, by a wrong password", `locked@${domain}`, "nonsense", "775"],
    ["an account that has ended", `account-expired@${domain}`, artist.password, "701"],
    ["an expired password", `password-expired@${domain}`, artist.password, "532"],
    ["an expired password that is wrong", `password-expired@${domain}`, "nonsense", "52e"],
    ["a password to be changed", `must-change-password@${domain}`, artist.password, "773"],
  ])("refuse %s by its own number", async (_, name, password, data) => {
    await expect(connect().bind(name, password)).rejects.toMatchObject({
      code: 49,
      message: expect.stringContaining(`data ${data},`),
    });
  });

  test("take who was locked for a time that has passed", async () => {
    await expect(connect().bind(`was-locked@${domain}`, artist.password)).resolves.toBeUndefined();
  });

  test("are needed before any search", async () => {
    await expect(connect().search(baseDn, { filter: "(cn=*)" })).rejects.toMatchObject({ code: 1 });
  });
});

test.each(["unknown", "refused"] as const)("the rule for chains may be %s", async (chains) => {
  const own = await startLdap({ ...options, flavour: inetOrgPerson, chains });
  const client = new Client({ url: own.url });
  try {
    await client.bind(own.bindDn, own.bindPassword);
    const filter = `(member:1.2.840.113556.1.4.1941:=uid=${artist.username},ou=people,${baseDn})`;
    const found = client.search(baseDn, { filter });
    if (chains === "refused") await expect(found).rejects.toMatchObject({ code: 18 });
    else expect((await found).searchEntries).toEqual([]);
  } finally {
    await client.unbind();
    await own.close();
  }
});
