import { pagedResults, passwordPolicy, policyControl } from "./controls.ts";
import { escapeDnValue } from "./dn.ts";
import { type DirectoryUser, type Entry, entry, type Flavour, type Manners, standingOf, uniqueId } from "./entries.ts";
import { type Attributes, type Outcome, resultCode } from "./message.ts";

/** As OpenLDAP with memberOf and a password policy, and 389 Directory Server's mark for disabled accounts. */
export const inetOrgPerson: Flavour = ({ baseDn, users, groups, groupsInGroups, service }) => {
  const userDn = (user: DirectoryUser) => `uid=${escapeDnValue(user.username)},ou=people,${baseDn}`;
  const groupDn = (group: string) => `cn=${escapeDnValue(group)},ou=groups,${baseDn}`;
  const unit = (name: string) =>
    withUuid(entry(`ou=${name},${baseDn}`, { objectClass: ["top", "organizationalUnit"], ou: [name] }));
  const parentsOf = (group: string) => groups.filter((parent) => groupsInGroups[parent]?.includes(group));
  const serviceDn = `cn=${escapeDnValue(service.name)},ou=services,${baseDn}`;
  const domain = /^dc=([^,]+)/i.exec(baseDn)?.[1] ?? "example";

  const person = (user: DirectoryUser) =>
    entry(
      userDn(user),
      {
        objectClass: ["top", "person", "organizationalPerson", "inetOrgPerson"],
        uid: [user.username],
        cn: [user.name],
        sn: [user.lastName],
        givenName: [user.firstName],
        displayName: [user.name],
        ...(user.email === "" ? {} : { mail: [user.email] }),
      },
      {
        password: user.password,
        standing: standingOf(user),
        operational: { memberOf: user.groups.map(groupDn), ...marksOf(user) },
      },
    );

  const group = (name: string) =>
    entry(
      groupDn(name),
      {
        objectClass: ["top", "groupOfNames"],
        cn: [name],
        member: [
          ...users.filter((user) => user.groups.includes(name)).map(userDn),
          ...(groupsInGroups[name] ?? []).map(groupDn),
        ],
      },
      { operational: { memberOf: parentsOf(name).map(groupDn) } },
    );

  return {
    serviceDn,
    settings: {},
    manners,
    entries: [
      withUuid(entry(baseDn, { objectClass: ["top", "domain"], dc: [domain] })),
      ...["people", "groups", "services"].map(unit),
      withUuid(
        entry(
          serviceDn,
          { objectClass: ["top", "applicationProcess", "simpleSecurityObject"], cn: [service.name] },
          { password: service.password },
        ),
      ),
      ...users.map((user) => withUuid(person(user))),
      ...groups.map((name) => withUuid(group(name))),
    ],
  };
};

function withUuid(made: Entry): Entry {
  const hex = uniqueId(made.dn).toString("hex");
  const uuid = hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  return { ...made, operational: { entryUUID: [uuid], ...made.operational } };
}

/** Locks that only an administrator takes away have that odd time. */
function marksOf(user: DirectoryUser): Attributes {
  switch (standingOf(user)) {
    case "disabled":
      return { nsAccountLock: ["TRUE"] };
    case "locked":
      return { pwdAccountLockedTime: ["000001010000Z"] };
    case "was-locked":
      return { pwdAccountLockedTime: ["20200101000000Z"] };
    case "must-change-password":
      return { pwdReset: ["TRUE"] };
    case "account-expired":
      return { pwdEndTime: ["20200101000000Z"] };
    case "good":
    case "password-expired":
      return {};
  }
}

const policyError = { passwordExpired: 0, accountLocked: 1, changeAfterReset: 2 } as const;

const manners: Manners = {
  bindOutcome(found, right, asked) {
    const withPolicy = (outcome: Outcome, error: number): Outcome =>
      asked ? { ...outcome, controls: [policyControl(error)] } : outcome;
    const refused: Outcome = { status: resultCode.invalidCredentials };
    if (found?.standing === "locked") return withPolicy(refused, policyError.accountLocked);
    if (found === null || !right) return refused;
    switch (found.standing) {
      case "good":
      case "was-locked":
        return { status: resultCode.success };
      case "disabled":
      case "account-expired":
        return {
          status: resultCode.unwillingToPerform,
          message: "Account inactivated. Contact system administrator.",
        };
      case "password-expired":
        return withPolicy(refused, policyError.passwordExpired);
      case "must-change-password":
        return withPolicy({ status: resultCode.success }, policyError.changeAfterReset);
    }
  },
  strangerOutcome: {
    status: resultCode.insufficientAccessRights,
    message: "Anonymous searches are not allowed here.",
  },
  controls: [pagedResults, passwordPolicy],
  serverEntry: { vendorName: ["Compout sandbox"] },
  valuesAtOnce: null,
  references: [],
  knowsChains: false,
};
