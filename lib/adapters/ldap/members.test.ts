import { createServer } from "ldapjs";
import { Client, FilterParser } from "ldapts";
import { describe, expect, test } from "vitest";
import { type Configuration, configurationSchema } from "#lib/domain/configuration";
import type { Flavour } from "#sandbox/ldap/entries";
import { startLdap } from "#sandbox/ldap/server";
import { studio } from "#sandbox/studio/cast";
import { picks } from "./entries.ts";
import { createDirectory } from "./ldap.ts";
import { membersOf } from "./members.ts";

const { baseDn } = studio;
const { directory: defaults } = configurationSchema.parse({
  roles: { artist: ["artists"] },
  storage: { roots: [{ path: "/prj" }], sources: ["/prj"], deliveries: [{ path: "/prj/{project}" }] },
});
const rules: Configuration["directory"] = { ...defaults, allowCleartext: true, timeoutMs: 5000 };

const serviceDn = `cn=reader,${baseDn}`;
const personDn = (uid: string) => `uid=${uid},${baseDn}`;
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `p${String(at).padStart(4, "0")}`);

/** A directory of 320 people p0000…, with the groups of the test; p0001 is disabled, p0002 has no address. */
function flavour(groups: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): Flavour {
  const plain = { operational: {}, password: null, locked: false };
  return () => ({
    serviceDn,
    entries: [
      { ...plain, dn: baseDn, attributes: { objectClass: ["domain"] } },
      { ...plain, dn: serviceDn, attributes: { objectClass: ["person"] }, password: "reads-the-directory-3" },
      ...numbered(320).map((uid, at) => ({
        ...plain,
        dn: personDn(uid),
        attributes: {
          objectClass: ["inetOrgPerson"],
          uid: [uid],
          cn: [`Person ${uid}`],
          mail: at === 2 ? [] : [`${uid}@${studio.domain}`],
        },
        operational: at === 1 ? { pwdAccountLockedTime: ["000001010000Z"] } : {},
      })),
      ...Object.entries(groups).map(([cn, members]) => ({
        ...plain,
        dn: `cn=${cn},${baseDn}`,
        attributes: { objectClass: ["groupOfNames"], cn: [cn], ...members },
      })),
    ],
  });
}

async function membersIn(group: string, groups: Parameters<typeof flavour>[0]): Promise<string[]> {
  const ldap = await startLdap({ flavour: flavour(groups) });
  try {
    const { url, bindDn, bindPassword } = ldap;
    const directory = createDirectory({ url, bindDn, bindPassword, baseDn, rules });
    return (await directory.members(group)).map(({ username }) => username).sort();
  } finally {
    await ldap.close();
  }
}

const reachable = (count: number) => numbered(count).filter((uid) => uid !== "p0001" && uid !== "p0002");

describe("members", () => {
  test("by DN, many at once, without the disabled and those without an address", async () => {
    expect(await membersIn("all", { all: { member: numbered(320).map(personDn) } })).toEqual(reachable(320));
  });

  test("by username, as POSIX groups have them", async () => {
    expect(await membersIn("posix", { posix: { memberUid: numbered(120) } })).toEqual(reachable(120));
  });

  test("of groups in groups, once each, whatever loops there are", async () => {
    const groups = {
      leads: { member: [personDn("p0003"), `cn=more,${baseDn}`] },
      more: { uniqueMember: [personDn("p0004"), personDn("p0003"), `cn=leads,${baseDn}`] },
    };
    expect(await membersIn("leads", groups)).toEqual(["p0003", "p0004"]);
  });

  test("that are gone are left out", async () => {
    expect(await membersIn("old", { old: { member: [personDn("nobody"), personDn("p0005")] } })).toEqual(["p0005"]);
  });

  test("of a list that Active Directory gives in pieces", async () => {
    const uids = numbered(320);
    const server = createServer();
    server.search("", (request: PiecesRequest, reply: PiecesReply) => {
      // Else ldapjs keeps back what was not asked for by this very name.
      reply.attributes = [];
      for (const entry of piecesAnswer(request, uids)) reply.send(entry);
      reply.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = new Client({ url: server.url, timeout: 2000 });
    try {
      const bases = { people: baseDn, groups: baseDn };
      const people = await membersOf(client, `cn=huge,${baseDn}`, rules, bases, async () => false);
      expect(people.map(({ username }) => username)).toEqual(uids);
    } finally {
      await client.unbind();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });
});

interface PiecesRequest {
  dn: { toString(): string };
  attributes: string[];
}
interface PiecesReply {
  attributes: string[];
  send(entry: { dn: string; attributes: Record<string, string[]> }): void;
  end(): void;
}

/** 150 values in one piece, as `member;range=0-149`. */
function piecesAnswer({ dn, attributes }: PiecesRequest, uids: readonly string[]) {
  const uid = /^uid=(\w+)/.exec(dn.toString())?.[1];
  if (uid !== undefined) {
    return [{ dn: personDn(uid), attributes: { uid: [uid], cn: [uid], mail: [`${uid}@${studio.domain}`] } }];
  }
  const wanted = attributes.find((name) => /^member(;|$)/i.test(name));
  const from = Number(/range=(\d+)/i.exec(wanted ?? "")?.[1] ?? 0);
  const last = from + 150 >= uids.length ? "*" : String(from + 149);
  const piece = uids.slice(from, from + 150).map(personDn);
  return [{ dn: `cn=huge,${baseDn}`, attributes: { [`member;range=${from}-${last}`]: piece } }];
}

test("the filter for disabled accounts still counts where the server does not know one of its clauses", async () => {
  const answered: string[] = [];
  const server = createServer();
  server.search("", (request: { filter: { toString(): string } }, reply: RefusingReply) => {
    const filter = request.filter.toString();
    answered.push(filter);
    if (filter.includes("1.2.840.113556")) {
      reply.end(18);
      return;
    }
    if (filter === "(nsAccountLock=TRUE)") reply.send({ dn: personDn("p0001"), attributes: {} });
    reply.end(0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new Client({ url: server.url, timeout: 2000 });
  try {
    expect(await picks(client, personDn("p0001"), FilterParser.parseString(defaults.disabledFilter))).toBe(true);
    const only = FilterParser.parseString("(userAccountControl:1.2.840.113556.1.4.803:=2)");
    expect(await picks(client, personDn("p0001"), only)).toBe(false);
    expect(answered.length).toBeGreaterThan(2);
  } finally {
    await client.unbind();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});

interface RefusingReply {
  send(entry: { dn: string; attributes: Record<string, string[]> }): void;
  end(status: number): void;
}
