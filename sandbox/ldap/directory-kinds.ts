import { activeDirectory } from "./active-directory.ts";
import type { DirectoryContent } from "./entries.ts";
import { inetOrgPerson } from "./inet-org-person.ts";
import type { Reach } from "./reach.ts";
import { type LdapOptions, startLdap } from "./server.ts";
import { installedSlapd, startSlapd } from "./slapd.ts";

/** A directory as a studio's settings would name it. */
export interface RunningDirectory {
  url: string;
  startTls: boolean;
  /** PEM of what vouches for it. */
  authority: string;
  baseDn: string;
  bindDn: string;
  bindPassword: string;
  settings: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

interface DirectoryKind {
  title: string;
  start(content: DirectoryContent): Promise<RunningDirectory>;
}

/**
 * Why no real OpenLDAP is among the kinds, or null where it is. With COMPOUT_SLAPD=required it is among them in any
 * case, so that its absence fails.
 */
export const leftOut: string | null =
  process.env.COMPOUT_SLAPD === "required" || installedSlapd() !== null
    ? null
    : "is left out: this machine has no slapd (apt-get install slapd ldap-utils brings it)";

type Started = Omit<RunningDirectory, "startTls"> & { secureUrl: string };

/** Every kind of directory that the program is tried against: the sandbox's own, and a real OpenLDAP. */
export function directoryKinds(): DirectoryKind[] {
  const reached = (reach: Reach, { secureUrl, url, ...rest }: Started): RunningDirectory => ({
    ...rest,
    url: reach === "ldaps" ? secureUrl : url,
    startTls: reach === "starttls",
  });
  const sandbox = (title: string, reach: Reach, flavour: LdapOptions["flavour"]): DirectoryKind => ({
    title,
    start: async ({ baseDn, users, groups, groupsInGroups }) => {
      const content = { baseDn, users, groups, groupsInGroups };
      return reached(
        reach,
        await startLdap({ ...content, ...(flavour ? { flavour } : {}), requireTls: reach === "starttls" }),
      );
    },
  });
  const real = (title: string, reach: Reach): DirectoryKind => ({
    title,
    start: async (content) => reached(reach, await startSlapd(content)),
  });
  return [
    sandbox("the sandbox, in the clear", "clear", inetOrgPerson),
    sandbox("the sandbox, by ldaps", "ldaps", inetOrgPerson),
    sandbox("the sandbox as Active Directory, by StartTLS", "starttls", activeDirectory),
    ...(leftOut === null ? [real("OpenLDAP, by StartTLS", "starttls"), real("OpenLDAP, by ldaps", "ldaps")] : []),
  ];
}
