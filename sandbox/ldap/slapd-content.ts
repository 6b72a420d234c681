import { existsSync } from "node:fs";
import { join } from "node:path";
import { escapeDnValue } from "./dn.ts";
import { type DirectoryContent, type DirectoryUser, standingOf } from "./entries.ts";

interface Names {
  baseDn: string;
  serviceDn: string;
  adminDn: string;
  adminPassword: string;
}

export function slapdNames({ baseDn, service }: DirectoryContent): Names {
  return {
    baseDn,
    serviceDn: `cn=${escapeDnValue(service.name)},ou=services,${baseDn}`,
    adminDn: `cn=admin,${baseDn}`,
    adminPassword: "fills-the-directory-2",
  };
}

interface ConfigurationFacts {
  folder: string;
  schemas: string;
  modules: string | null;
  names: Names;
  sizeLimit: number;
}

/** `security tls=1` refuses all but StartTLS on a connection in the clear. */
export function slapdConfiguration({ folder, schemas, modules, names, sizeLimit }: ConfigurationFacts): string {
  const known = ["core", "cosine", "nis", "inetorgperson", "ppolicy"]
    .map((name) => join(schemas, `${name}.schema`))
    .filter((path) => existsSync(path));
  return `${known.map((path) => `include ${path}`).join("\n")}
${modules === null ? "" : `modulepath ${modules}\nmoduleload back_mdb\nmoduleload memberof\nmoduleload ppolicy`}
pidfile ${folder}/slapd.pid
TLSCertificateFile ${folder}/certificate.pem
TLSCertificateKeyFile ${folder}/key.pem
TLSVerifyClient never
security tls=1
disallow bind_anon
sizelimit ${sizeLimit}
database mdb
suffix "${names.baseDn}"
rootdn "${names.adminDn}"
rootpw ${names.adminPassword}
directory ${folder}/data
maxsize 33554432
index objectClass,uid,cn,member eq
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${names.serviceDn}" read by * none
overlay memberof
memberof-group-oc groupOfNames
memberof-member-ad member
memberof-memberof-ad memberOf
overlay ppolicy
ppolicy_default "cn=lasting,ou=policies,${names.baseDn}"
ppolicy_use_lockout
`;
}

/** One LDIF record; values go out in base64, so that none can end a line or begin with a sign that means something. */
function record(dn: string, attributes: Readonly<Record<string, readonly string[]>>): string {
  const line = (name: string, value: string) => `${name}:: ${Buffer.from(value).toString("base64")}`;
  const lines = Object.entries(attributes).flatMap(([name, values]) => values.map((value) => line(name, value)));
  return `${[line("dn", dn), ...lines].join("\n")}\n`;
}

const personDn = (username: string, baseDn: string) => `uid=${escapeDnValue(username)},ou=people,${baseDn}`;
const groupDn = (name: string, baseDn: string) => `cn=${escapeDnValue(name)},ou=groups,${baseDn}`;

/** Everything but the groups, for `slapadd`, which takes operational attributes too. */
export function peopleLdif(content: DirectoryContent): string {
  const { baseDn, service, users } = content;
  const policy = (name: string, maxAgeSeconds: number) =>
    record(`cn=${name},ou=policies,${baseDn}`, {
      objectClass: ["device", "pwdPolicy"],
      cn: [name],
      pwdAttribute: ["userPassword"],
      pwdMaxAge: [String(maxAgeSeconds)],
      pwdLockout: ["TRUE"],
      pwdLockoutDuration: ["300"],
      pwdMaxFailure: ["20"],
      pwdMustChange: ["TRUE"],
    });
  return [
    record(baseDn, { objectClass: ["domain"], dc: [/^dc=([^,]+)/i.exec(baseDn)?.[1] ?? "example"] }),
    ...["people", "groups", "services", "policies"].map((name) =>
      record(`ou=${name},${baseDn}`, { objectClass: ["organizationalUnit"], ou: [name] }),
    ),
    record(slapdNames(content).serviceDn, {
      objectClass: ["applicationProcess", "simpleSecurityObject"],
      cn: [service.name],
      userPassword: [service.password],
    }),
    policy("lasting", 0),
    policy("short-lived", 86_400),
    ...users.map((user, at) =>
      record(personDn(user.username, baseDn), {
        objectClass: ["inetOrgPerson", "posixAccount"],
        uid: [user.username],
        cn: [user.name],
        sn: [user.lastName],
        givenName: [user.firstName],
        mail: user.email === "" ? [] : [user.email],
        uidNumber: [String(2000 + at)],
        gidNumber: ["2000"],
        homeDirectory: [`/home/${at}`],
        loginShell: [user.disabled ? "/sbin/nologin" : "/bin/bash"],
        userPassword: [user.password],
        ...marksOf(user, baseDn),
      }),
    ),
  ].join("\n");
}

function marksOf(user: DirectoryUser, baseDn: string): Record<string, string[]> {
  switch (standingOf(user)) {
    case "good":
    case "disabled":
      return {};
    case "locked":
      return { pwdAccountLockedTime: ["000001010000Z"] };
    case "was-locked":
      return { pwdAccountLockedTime: ["20200101000000Z"] };
    case "account-expired":
      return { pwdEndTime: ["20200101000000Z"] };
    case "password-expired":
      return {
        pwdChangedTime: ["20200101000000Z"],
        pwdPolicySubentry: [`cn=short-lived,ou=policies,${baseDn}`],
      };
    case "must-change-password":
      return { pwdReset: ["TRUE"] };
  }
}

/** The groups, for `ldapmodify`: only a running server's overlay writes memberOf. A group of nobody names the service. */
export function groupLdif(content: DirectoryContent): string {
  const { baseDn, users, groups, groupsInGroups } = content;
  const added = groups.map((name) => {
    const members = users.filter((user) => user.groups.includes(name)).map((user) => personDn(user.username, baseDn));
    return record(groupDn(name, baseDn), {
      changetype: ["add"],
      objectClass: ["groupOfNames"],
      cn: [name],
      member: members.length > 0 ? members : [slapdNames(content).serviceDn],
    });
  });
  const nested = Object.entries(groupsInGroups).map(([name, inner]) =>
    record(groupDn(name, baseDn), {
      changetype: ["modify"],
      add: ["member"],
      member: inner.map((each) => groupDn(each, baseDn)),
    }),
  );
  return [...added, ...nested].join("\n");
}
