import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { Ldap } from "./server.ts";

const ways = ["clear", "ldaps", "starttls"] as const;

/** How a program reaches a directory: in the clear on this machine, by `ldaps://`, or by StartTLS. */
export type Reach = (typeof ways)[number];

/** What DEMO_LDAP asks for. Throws an Error with a sentence for what is none of the three. */
export function readReach(environment: Readonly<Record<string, string | undefined>>): Reach {
  const asked = environment.DEMO_LDAP || "clear";
  const way = ways.find((each) => each === asked);
  if (way) return way;
  throw new Error(`DEMO_LDAP is ${asked}. Set it to clear, ldaps or starttls.`);
}

/** What the program needs in its environment to reach the directory that way; a file in `folder` vouches for it. */
export async function reachEnvironment(
  ldap: Pick<Ldap, "url" | "secureUrl" | "authority">,
  reach: Reach,
  folder: string,
): Promise<Record<string, string>> {
  if (reach === "clear") return { LDAP_URL: ldap.url };
  const file = join(folder, "ldap-authority.pem");
  await fs.writeFile(file, ldap.authority);
  return reach === "ldaps"
    ? { LDAP_URL: ldap.secureUrl, LDAP_CA_FILE: file }
    : { LDAP_URL: ldap.url, LDAP_STARTTLS: "on", LDAP_CA_FILE: file };
}
