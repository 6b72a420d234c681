import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, PasswordPolicyControl } from "ldapts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { reachEnvironment, readReach } from "#sandbox/ldap/reach";
import { type Ldap, startLdap } from "#sandbox/ldap/server";
import { cast, studio } from "#sandbox/studio/cast";

const { artist } = cast;
const dnOf = (uid: string) => `uid=${uid},ou=people,${studio.baseDn}`;
let ldap: Ldap;
const clients: Client[] = [];

beforeAll(async () => {
  const users = (["locked", "password-expired", "must-change-password"] as const).map((standing) => ({
    ...artist,
    username: standing,
    standing,
  }));
  ldap = await startLdap({ requireTls: true, users: [artist, ...users] });
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.unbind())));
afterAll(() => ldap.close());

function connect(url = ldap.url, ca?: string): Client {
  const client = new Client({ url, timeout: 3000, ...(ca === undefined ? {} : { tlsOptions: { ca } }) });
  clients.push(client);
  return client;
}

describe("encryption", () => {
  test("from the first byte, proven by the server's own certificate", async () => {
    await connect(ldap.secureUrl, ldap.authority).bind(dnOf(artist.username), artist.password);
    await expect(connect(ldap.secureUrl).bind(dnOf(artist.username), artist.password)).rejects.toThrow(/self-signed/);
  });

  test("by StartTLS, once", async () => {
    const client = connect();
    await client.startTLS({ ca: ldap.authority, host: "127.0.0.1" });
    await client.bind(dnOf(artist.username), artist.password);
    await expect(client.exop("1.3.6.1.4.1.1466.20037")).rejects.toMatchObject({ code: 1 });
    expect(await client.exop("1.3.6.1.4.1.4203.1.11.3")).toMatchObject({ value: `dn:${dnOf(artist.username)}` });
  });

  test("is asked for, where it is required", async () => {
    await expect(connect().bind(dnOf(artist.username), artist.password)).rejects.toMatchObject({ code: 13 });
    await expect(connect().search(studio.baseDn, {})).rejects.toMatchObject({ code: 13 });
  });

  test("what is no LDAP ends that connection, and no other", async () => {
    const good = connect(ldap.secureUrl, ldap.authority);
    await good.bind(dnOf(artist.username), artist.password);
    await expect(fetch(ldap.url.replace("ldap:", "http:"))).rejects.toThrow();
    await expect(good.search("", { scope: "base" })).resolves.toBeDefined();
  });
});

describe("a password policy", () => {
  test.each([
    ["locked", artist.password, 49, 1],
    ["locked", "nonsense", 49, 1],
    ["password-expired", artist.password, 49, 0],
    ["password-expired", "nonsense", 49, undefined],
    ["must-change-password", artist.password, 0, 2],
    ["must-change-password", "nonsense", 49, undefined],
  ])("%s with %s ends with %i, and says %s where it is asked", async (uid, password, code, error) => {
    const control = new PasswordPolicyControl();
    const bound = connect(ldap.secureUrl, ldap.authority).bind(dnOf(uid), password, control);
    if (code === 0) await bound;
    else await expect(bound).rejects.toMatchObject({ code });
    expect(control.value?.error).toBe(error);
  });
});

describe("the way to the directory", () => {
  test("is in the clear unless DEMO_LDAP says otherwise", async () => {
    expect(readReach({})).toBe("clear");
    expect(readReach({ DEMO_LDAP: "starttls" })).toBe("starttls");
    expect(() => readReach({ DEMO_LDAP: "tls" })).toThrow("DEMO_LDAP is tls. Set it to clear, ldaps or starttls.");
    expect(await reachEnvironment(ldap, "clear", "/nowhere")).toEqual({ LDAP_URL: ldap.url });
  });

  test.each([
    ["ldaps", () => ({ LDAP_URL: ldap.secureUrl })],
    ["starttls", () => ({ LDAP_URL: ldap.url, LDAP_STARTTLS: "on" })],
  ] as const)("by %s names a file that vouches for the directory", async (reach, expected) => {
    const folder = await mkdtemp(join(tmpdir(), "compout-reach-"));
    const { LDAP_CA_FILE: file = "", ...rest } = await reachEnvironment(ldap, reach, folder);
    expect(rest).toEqual(expected());
    expect(await readFile(file, "utf8")).toBe(ldap.authority);
    await rm(folder, { recursive: true });
  });
});
