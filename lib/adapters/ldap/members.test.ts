import { describe, expect, test } from "vitest";
import { entry, type Flavour } from "#sandbox/ldap/entries";
import { inetOrgPerson } from "#sandbox/ldap/inet-org-person";
import { type LdapOptions, startLdap } from "#sandbox/ldap/server";
import { studio } from "#sandbox/studio/cast";
import { createDirectory } from "./ldap.ts";
import { settingsFor } from "./test-settings.ts";

const { baseDn } = studio;
const serviceDn = `cn=reader,${baseDn}`;
const personDn = (uid: string) => `uid=${uid},${baseDn}`;
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `p${String(at).padStart(4, "0")}`);

/** A directory of 320 people p0000…, with the groups of the test; p0001 is disabled, p0002 has no address. */
function flavour(groups: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): Flavour {
  return (content) => ({
    ...inetOrgPerson(content),
    serviceDn,
    entries: [
      entry(baseDn, { objectClass: ["domain"] }),
      entry(serviceDn, { objectClass: ["person"] }, { password: "reads-the-directory-3" }),
      ...numbered(320).map((uid, at) =>
        entry(
          personDn(uid),
          {
            objectClass: ["inetOrgPerson"],
            uid: [uid],
            cn: [`Person ${uid}`],
            mail: at === 2 ? [] : [`${uid}@${studio.domain}`],
          },
          { operational: at === 1 ? { pwdAccountLockedTime: ["000001010000Z"] } : {} },
        ),
      ),
      ...Object.entries(groups).map(([cn, members]) =>
        entry(`cn=${cn},${baseDn}`, { objectClass: ["groupOfNames"], cn: [cn], ...members }),
      ),
    ],
  });
}

async function membersIn(
  group: string,
  groups: Parameters<typeof flavour>[0],
  limits: Pick<LdapOptions, "sizeLimit" | "pagedSizeLimit" | "paging" | "valuesAtOnce"> = {},
): Promise<string[]> {
  const ldap = await startLdap({ flavour: flavour(groups), ...limits });
  try {
    const directory = createDirectory(settingsFor(ldap, { timeoutMs: 5000 }));
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

  test("of a list that the directory gives in pieces", async () => {
    const all = { all: { member: numbered(320).map(personDn) } };
    expect(await membersIn("all", all, { valuesAtOnce: 150 })).toEqual(reachable(320));
    expect(await membersIn("all", all, { valuesAtOnce: 320 })).toEqual(reachable(320));
  });

  test("in a directory without pages", async () => {
    expect(await membersIn("posix", { posix: { memberUid: numbered(120) } }, { paging: false })).toEqual(
      reachable(120),
    );
  });

  test.each([
    ["all answers", { sizeLimit: 20, paging: false }],
    ["all pages together", { pagedSizeLimit: 20, sizeLimit: 7 }],
  ])("are an error, and no silent part of them, where a limit cuts %s", async (_, limits) => {
    await expect(membersIn("posix", { posix: { memberUid: numbered(120) } }, limits)).rejects.toMatchObject({
      code: "directory-unavailable",
      message: expect.stringMatching(/gave only \d+ entries .* size limit/),
    });
  });
});
