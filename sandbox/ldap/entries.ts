import { createHash } from "node:crypto";
import { escapeDnValue } from "./dn.ts";

/** One entry of the directory. Attribute names are written as the schema has them; matching ignores case. */
export interface Entry {
  dn: string;
  /** What a search returns unless it asks for something else. */
  attributes: Readonly<Record<string, readonly string[]>>;
  /** Operational attributes: returned only where they are asked for by name, or by "+". */
  operational: Readonly<Record<string, readonly string[]>>;
  /** What a simple bind compares; null for entries that cannot bind. Never returned. */
  password: string | null;
  locked: boolean;
}

export interface DirectoryUser {
  username: string;
  password: string;
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  groups: readonly string[];
  disabled: boolean;
}

interface DirectoryContent {
  baseDn: string;
  users: readonly DirectoryUser[];
  groups: readonly string[];
  service: { name: string; password: string };
}

/** Makes a directory's entries out of people and groups: one function for each kind of server that studios run. */
export type Flavour = (content: DirectoryContent) => { entries: Entry[]; serviceDn: string };

function entry(dn: string, attributes: Entry["attributes"], rest: Partial<Entry> = {}): Entry {
  const uuid = createHash("sha256").update(dn).digest("hex");
  const entryUuid = uuid.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
  const { operational, ...others } = rest;
  return {
    dn,
    attributes,
    operational: { entryUUID: [entryUuid], ...operational },
    password: null,
    locked: false,
    ...others,
  };
}

/** As OpenLDAP with the memberof overlay, and 389 Directory Server's mark for locked accounts. */
export const inetOrgPerson: Flavour = ({ baseDn, users, groups, service }) => {
  const userDn = (user: DirectoryUser) => `uid=${escapeDnValue(user.username)},ou=people,${baseDn}`;
  const groupDn = (group: string) => `cn=${escapeDnValue(group)},ou=groups,${baseDn}`;
  const unit = (name: string) =>
    entry(`ou=${name},${baseDn}`, { objectClass: ["top", "organizationalUnit"], ou: [name] });
  const serviceDn = `cn=${escapeDnValue(service.name)},ou=services,${baseDn}`;
  const domain = /^dc=([^,]+)/i.exec(baseDn)?.[1] ?? "example";
  const entries = [
    entry(baseDn, { objectClass: ["top", "domain"], dc: [domain] }),
    ...["people", "groups", "services"].map(unit),
    entry(
      serviceDn,
      { objectClass: ["top", "applicationProcess", "simpleSecurityObject"], cn: [service.name] },
      { password: service.password },
    ),
    ...users.map((user) =>
      entry(
        userDn(user),
        {
          objectClass: ["top", "person", "organizationalPerson", "inetOrgPerson"],
          uid: [user.username],
          cn: [user.name],
          sn: [user.lastName],
          givenName: [user.firstName],
          displayName: [user.name],
          mail: [user.email],
        },
        {
          password: user.password,
          locked: user.disabled,
          operational: {
            memberOf: user.groups.map(groupDn),
            ...(user.disabled ? { nsAccountLock: ["TRUE"] } : {}),
          },
        },
      ),
    ),
    ...groups.map((group) =>
      entry(groupDn(group), {
        objectClass: ["top", "groupOfNames"],
        cn: [group],
        member: users.filter((user) => user.groups.includes(group)).map(userDn),
      }),
    ),
  ];
  return { entries, serviceDn };
};
