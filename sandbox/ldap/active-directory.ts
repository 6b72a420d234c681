import { pagedResults } from "./controls.ts";
import { escapeDnValue } from "./dn.ts";
import { type DirectoryUser, type Entry, entry, type Flavour, type Manners, standingOf, uniqueId } from "./entries.ts";
import { type Attributes, type Outcome, resultCode, type Value } from "./message.ts";
import { securityId } from "./security-id.ts";

const domainUsers = "Domain Users";
const domainUsersId = 513;
const firstOwnId = 1104;
/** 21, then the three numbers of the domain. */
const domainId = [21, 1_004_336_348, 1_177_238_915, 682_003_330] as const;

/** Flags of userAccountControl. */
const control = { disabled: 0x2, normalAccount: 0x200, passwordNeverExpires: 0x10000 } as const;
const never = "9223372036854775807";
/** 2020-01-01 in steps of 100 ns since 1601. */
const longAgo = "132223104000000000";

/** As Active Directory: accounts by sAMAccountName, groups by security ids, a primary group that lists nobody. */
export const activeDirectory: Flavour = ({ baseDn, users, groups, groupsInGroups, service }) => {
  const domain = baseDn.replaceAll(/(?:^|,)dc=/gi, ".").slice(1);
  const shortDomain = (domain.split(".")[0] ?? "STUDIO").toUpperCase();
  const userDn = (user: DirectoryUser) => `CN=${escapeDnValue(user.name)},OU=People,${baseDn}`;
  const names = [...groups, ...(groups.includes(domainUsers) ? [] : [domainUsers])];
  const groupDn = (name: string) => `CN=${escapeDnValue(name)},OU=Groups,${baseDn}`;
  const groupId = (name: string) => (name === domainUsers ? domainUsersId : firstOwnId + names.indexOf(name));
  const primaryOf = (user: DirectoryUser) => user.primaryGroup ?? domainUsers;
  const listedIn = (name: string) => (user: DirectoryUser) => user.groups.includes(name) && primaryOf(user) !== name;
  const parentsOf = (name: string) => names.filter((parent) => groupsInGroups[parent]?.includes(name));

  const object = (dn: string, classes: readonly string[], attributes: Attributes, rest: Partial<Entry> = {}) =>
    entry(
      dn,
      {
        objectClass: ["top", ...classes],
        distinguishedName: [dn],
        objectGUID: [uniqueId(dn)],
        ...filled(attributes),
      },
      rest,
    );

  const account = (
    dn: string,
    id: number,
    name: string,
    password: string,
    attributes: Attributes,
    rest: Partial<Entry>,
  ) =>
    object(
      dn,
      ["person", "organizationalPerson", "user"],
      {
        objectCategory: [`CN=Person,CN=Schema,CN=Configuration,${baseDn}`],
        objectSid: [securityId(...domainId, id)],
        sAMAccountName: [name],
        userPrincipalName: [`${name}@${domain}`],
        sAMAccountType: ["805306368"],
        ...attributes,
      },
      { password, bindNames: [`${name}@${domain}`, `${shortDomain}\\${name}`], ...rest },
    );

  const person = (user: DirectoryUser, at: number) =>
    account(
      userDn(user),
      firstOwnId + names.length + at,
      user.username,
      user.password,
      {
        cn: [user.name],
        name: [user.name],
        sn: [user.lastName],
        givenName: [user.firstName],
        displayName: [user.name],
        mail: user.email === "" ? [] : [user.email],
        primaryGroupID: [String(groupId(primaryOf(user)))],
        memberOf: names.filter((name) => listedIn(name)(user)).map(groupDn),
        ...marksOf(user),
      },
      { standing: standingOf(user) },
    );

  const group = (name: string) =>
    object(
      groupDn(name),
      ["group"],
      {
        objectCategory: [`CN=Group,CN=Schema,CN=Configuration,${baseDn}`],
        objectSid: [securityId(...domainId, groupId(name))],
        cn: [name],
        name: [name],
        sAMAccountName: [name],
        groupType: ["-2147483646"],
        member: [...users.filter(listedIn(name)).map(userDn), ...(groupsInGroups[name] ?? []).map(groupDn)],
        memberOf: parentsOf(name).map(groupDn),
      },
      { operational: { primaryGroupToken: [String(groupId(name))] } },
    );

  const unit = (name: string) => object(`OU=${name},${baseDn}`, ["organizationalUnit"], { ou: [name], name: [name] });
  const serviceDn = `CN=${escapeDnValue(service.name)},OU=Services,${baseDn}`;
  const flags = { userAccountControl: [String(control.normalAccount | control.passwordNeverExpires)] };
  return {
    serviceDn,
    settings: {
      userFilter: "(&(objectCategory=person)(|(sAMAccountName={username})(userPrincipalName={username})))",
      groupFilter: "(member={dn})",
      attributes: { username: "sAMAccountName", name: "displayName" },
    },
    manners: mannersOf(baseDn, domain),
    entries: [
      object(baseDn, ["domain", "domainDNS"], {
        dc: [domain.split(".")[0] ?? ""],
        objectSid: [securityId(...domainId)],
      }),
      ...["People", "Groups", "Services"].map(unit),
      account(
        serviceDn,
        1103,
        service.name,
        service.password,
        { cn: [service.name], primaryGroupID: [String(domainUsersId)], ...flags },
        {},
      ),
      ...users.map(person),
      ...names.map(group),
    ],
  };
};

function filled(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, values]) => values.length > 0));
}

function marksOf(user: DirectoryUser): Record<string, Value[]> {
  const standing = standingOf(user);
  const flags = control.normalAccount | (standing === "disabled" ? control.disabled : 0);
  return {
    userAccountControl: [String(flags)],
    accountExpires: [standing === "account-expired" ? longAgo : never],
    pwdLastSet: [standing === "must-change-password" ? "0" : longAgo],
    lockoutTime: [standing === "locked" || standing === "was-locked" ? longAgo : "0"],
  };
}

/** Windows' reasons for a refused sign-in, as the "data" of the message; only the first two go without the right password. */
const reason = {
  locked: "775",
  wrong: "52e",
  unknown: "525",
  disabled: "533",
  "account-expired": "701",
  "password-expired": "532",
  "must-change-password": "773",
} as const;

function refused(why: keyof typeof reason): Outcome {
  const message = `80090308: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data ${reason[why]}, v4563\0`;
  return { status: resultCode.invalidCredentials, message };
}

const mannersOf = (baseDn: string, domain: string): Manners => ({
  bindOutcome(found, right) {
    if (found === null) return refused("unknown");
    if (found.standing === "locked") return refused("locked");
    if (!right) return refused("wrong");
    if (found.standing === "good" || found.standing === "was-locked") return { status: resultCode.success };
    return refused(found.standing);
  },
  strangerOutcome: {
    status: resultCode.operationsError,
    message:
      "000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v4563\0",
  },
  controls: [pagedResults],
  serverEntry: {
    defaultNamingContext: [baseDn],
    dnsHostName: [`dc01.${domain}`],
    isSynchronized: ["TRUE"],
    supportedCapabilities: ["1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1670", "1.2.840.113556.1.4.1791"],
  },
  valuesAtOnce: 1500,
  references: ["ForestDnsZones", "DomainDnsZones"].map((zone) => `ldap://${zone}.${domain}/DC=${zone},${baseDn}`),
  knowsChains: true,
});
