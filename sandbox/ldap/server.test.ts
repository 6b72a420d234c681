import {
  Client,
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  SizeLimitExceededError,
} from "ldapts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Ldap, startLdap } from "#sandbox/ldap/server";
import { cast, everybody, studio } from "#sandbox/studio/cast";

let ldap: Ldap;
const { baseDn } = studio;
const clients: Client[] = [];

beforeAll(async () => {
  ldap = await startLdap();
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.unbind())));
afterAll(() => ldap.close());

function connect(): Client {
  const client = new Client({ url: ldap.url, timeout: 3000 });
  clients.push(client);
  return client;
}

async function asService(): Promise<Client> {
  const client = connect();
  await client.bind(ldap.bindDn, ldap.bindPassword);
  return client;
}

async function search(
  filter: string,
  options: { base?: string; scope?: "base" | "one" | "sub"; attributes?: string[] } = {},
) {
  const client = await asService();
  const { base = baseDn, scope = "sub", attributes = ["uid"] } = options;
  const { searchEntries } = await client.search(base, { filter, scope, attributes });
  return searchEntries;
}

const uids = async (filter: string) => (await search(filter)).map((entry) => entry.uid).sort();
const dnOf = (uid: string) => `uid=${uid},ou=people,${baseDn}`;
const { artist, formerArtist, coordinator, freelancer } = cast;

describe("search", () => {
  test("finds a person by uid in any case and returns the attributes asked for", async () => {
    const found = await search(`(&(objectClass=inetOrgPerson)(uid=${artist.username.toUpperCase()}))`, {
      attributes: ["cn", "MAIL", "memberOf"],
    });
    expect(found).toEqual([
      {
        dn: dnOf(artist.username),
        cn: artist.name,
        mail: artist.email,
        memberOf: `cn=artists,ou=groups,${baseDn}`,
      },
    ]);
  });

  test("returns no password, and operational attributes only by name", async () => {
    const [plain] = await search(`(uid=${artist.username})`, { attributes: [] });
    expect(plain).toHaveProperty("sn", artist.lastName);
    expect(plain).not.toHaveProperty("userPassword");
    expect(plain).not.toHaveProperty("memberOf");
  });

  test("keeps letters beyond ASCII", async () => {
    const [found] = await search(`(cn=${freelancer.name})`, { attributes: ["cn"] });
    expect(found?.cn).toBe("Tomás Reyes");
  });

  test("understands and, or, not, presence, substrings and escaped signs", async () => {
    expect(await uids("(&(uid=*)(!(nsAccountLock=TRUE)))")).not.toContain(formerArtist.username);
    expect(await uids(`(|(uid=${artist.username})(mail=lena*example))`)).toEqual([
      coordinator.username,
      artist.username,
    ]);
    expect(await uids("(uid=\\2a)")).toEqual([]);
    expect(await uids("(uid=\\2a\\29\\28uid=\\2a)")).toEqual([]);
    expect(await uids("(uid=*)")).toHaveLength(everybody.length);
  });

  test("marks disabled accounts, and an unknown matching rule picks nobody", async () => {
    const disabled =
      "(|(nsAccountLock=TRUE)(loginShell=/sbin/nologin)(userAccountControl:1.2.840.113556.1.4.803:=2)(cn:1.2.3.4:=x))";
    expect(await uids(disabled)).toEqual([formerArtist.username]);
    expect(await uids("(!(cn:1.2.3.4:=x))")).toEqual([]);
  });

  test("groups name their members, and members are found by DN in any case and spacing", async () => {
    const dn = `UID=${artist.username}, OU=People, ${baseDn.toUpperCase()}`;
    const [group, ...others] = await search(`(member=${dn})`, { attributes: ["cn", "member"] });
    expect(others).toEqual([]);
    expect(group).toMatchObject({ cn: "artists", member: expect.arrayContaining([dnOf(artist.username)]) });
  });

  test("keeps to the scope", async () => {
    expect(await search("(objectClass=*)", { scope: "base" })).toHaveLength(1);
    const below = await search("(objectClass=*)", { scope: "one" });
    expect(below.map((entry) => entry.dn)).toContain(`ou=people,${baseDn}`);
    expect(below.map((entry) => entry.dn)).not.toContain(dnOf(artist.username));
    expect(await search("(uid=*)", { base: `OU=Groups,${baseDn}` })).toEqual([]);
    await expect(search("(uid=*)", { base: `ou=nowhere,${baseDn}` })).rejects.toBeInstanceOf(NoSuchObjectError);
  });

  test("stops at the size limit, and pages where the client pages", async () => {
    const client = await asService();
    const { searchEntries: two } = await client.search(baseDn, { filter: "(uid=*)", sizeLimit: 2 });
    expect(two).toHaveLength(2);
    const { searchEntries } = await client.search(baseDn, { filter: "(uid=*)", paged: { pageSize: 3 } });
    expect(new Set(searchEntries.map((entry) => entry.dn)).size).toBe(everybody.length);
  });

  test("is refused to strangers, and after an unauthenticated bind", async () => {
    const stranger = connect();
    await expect(stranger.search(baseDn, { filter: "(uid=*)" })).rejects.toBeInstanceOf(InsufficientAccessError);
    const half = connect();
    await half.bind(dnOf(artist.username), "");
    await expect(half.search(baseDn, { filter: "(uid=*)" })).rejects.toBeInstanceOf(InsufficientAccessError);
  });

  test("a second, anonymous bind gives the rights up", async () => {
    const client = await asService();
    await client.bind("", "");
    await expect(client.search(baseDn, { filter: "(uid=*)" })).rejects.toBeInstanceOf(InsufficientAccessError);
  });
});

describe("bind", () => {
  test("takes the right password, the DN in any case", async () => {
    await connect().bind(dnOf(artist.username).toUpperCase(), artist.password);
  });

  test.each([
    ["a wrong password", dnOf(artist.username), "nonsense"],
    ["a password in another case", dnOf(artist.username), artist.password.toUpperCase()],
    ["an unknown name", dnOf("nobody"), artist.password],
    ["an entry without a password", `cn=artists,ou=groups,${baseDn}`, "artists"],
  ])("refuses %s", async (_, dn, password) => {
    await expect(connect().bind(dn, password)).rejects.toBeInstanceOf(InvalidCredentialsError);
  });

  test("refuses a disabled account, and says so only after the right password", async () => {
    await expect(connect().bind(dnOf(formerArtist.username), "nonsense")).rejects.toBeInstanceOf(
      InvalidCredentialsError,
    );
    await expect(connect().bind(dnOf(formerArtist.username), formerArtist.password)).rejects.toThrow(/inactivated/);
  });

  test("answers success to an empty password, as real servers do", async () => {
    await expect(connect().bind(dnOf(artist.username), "")).resolves.toBeUndefined();
  });
});

test("gives no more than its own limit, and says so", async () => {
  const own = await startLdap({ sizeLimit: 3 });
  const client = new Client({ url: own.url });
  try {
    await client.bind(own.bindDn, own.bindPassword);
    await expect(client.search(own.baseDn, { filter: "(uid=*)" })).rejects.toBeInstanceOf(SizeLimitExceededError);
    const { searchEntries } = await client.search(own.baseDn, { filter: "(uid=*)", paged: { pageSize: 50 } });
    expect(searchEntries).toHaveLength(everybody.length);
  } finally {
    await client.unbind();
    await own.close();
  }
});

test("people change while it runs", async () => {
  const own = await startLdap();
  try {
    own.change(coordinator.username, { disabled: true, groups: [] });
    const client = new Client({ url: own.url });
    await client.bind(own.bindDn, own.bindPassword);
    const { searchEntries } = await client.search(own.baseDn, {
      filter: `(uid=${coordinator.username})`,
      attributes: ["memberOf", "nsAccountLock"],
    });
    expect(searchEntries[0]).toMatchObject({ nsAccountLock: "TRUE", memberOf: [] });
    await client.unbind();
  } finally {
    await own.close();
  }
});
