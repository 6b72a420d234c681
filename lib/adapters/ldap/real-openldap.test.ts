import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leftOut } from "#sandbox/ldap/directory-kinds";
import type { DirectoryUser } from "#sandbox/ldap/entries";
import { type Slapd, startSlapd } from "#sandbox/ldap/slapd";
import { studio } from "#sandbox/studio/cast";
import { createDirectory } from "./ldap.ts";
import { settingsFor } from "./test-settings.ts";

const numbered = Array.from({ length: 40 }, (_, at) => `p${String(at).padStart(2, "0")}`);
const users = numbered.map(
  (username): DirectoryUser => ({
    username,
    password: `password-of-${username}`,
    name: username,
    firstName: username,
    lastName: username,
    email: `${username}@${studio.domain}`,
    groups: ["all"],
    disabled: false,
  }),
);
const content = {
  baseDn: studio.baseDn,
  users,
  groups: ["all", ...numbered.map((name) => `group of ${name}`)],
  groupsInGroups: Object.fromEntries(numbered.map((name) => [`group of ${name}`, ["all"]])),
  service: { name: "compout", password: "reads-the-directory-3" },
};

if (leftOut === null) {
  describe("OpenLDAP with a size limit of 10", () => {
    let slapd: Slapd;
    beforeAll(async () => {
      slapd = await startSlapd(content, { sizeLimit: 10 });
    });
    afterAll(() => slapd.close());

    const directoryOf = (rules: Parameters<typeof settingsFor>[1] = {}) =>
      createDirectory({
        ...settingsFor(slapd, { allowCleartext: false, ...rules }),
        url: slapd.secureUrl,
        authority: slapd.authority,
      });

    test("names all members of a group, whose names come as one list", async () => {
      expect(await directoryOf().members("all")).toHaveLength(numbered.length);
    });

    test("takes what came of an account's groups", async () => {
      const answer = await directoryOf().signIn("p00", "password-of-p00");
      const groups = answer.outcome === "signed-in" ? answer.account.groups : [];
      expect(groups).toContain("all");
      expect(groups.filter((name) => name.startsWith("group of"))).toHaveLength(10);
    });

    test("refuses a name that more accounts have than it would name", async () => {
      const answer = await directoryOf({ userFilter: "(|(uid={username})(uid=*))" }).signIn("p00", "password-of-p00");
      expect(answer).toEqual({ outcome: "refused", known: true });
    });

    test("takes nothing in the clear", async () => {
      const directory = createDirectory(settingsFor(slapd, { allowCleartext: true }));
      await expect(directory.ping()).rejects.toMatchObject({
        code: "directory-unavailable",
        message: expect.stringContaining("encrypted connection"),
      });
    });
  });
} else {
  test(`OpenLDAP ${leftOut}`, () => {
    expect(process.env.COMPOUT_SLAPD).not.toBe("required");
  });
}
