import { type Client, PasswordPolicyControl, PasswordPolicyError } from "ldapts";
import { sentenceOf } from "#lib/domain/errors";
import { codeOf, valuesOf } from "./entries.ts";

export type BindAnswer = "accepted" | "refused" | "expired";

/** Codes that say nothing about the password: the server is busy, going down, or wants another kind of connection. */
const notAboutPassword = new Set([1, 3, 8, 11, 13, 51, 52]);
const invalidCredentials = 49;
/** Active Directory's sub-codes for "expired" and "must change", which it gives only after the right password. */
const expiredInActiveDirectory = /\bdata (?:532|773)\b/i;

/**
 * Binds as a person; the connection is theirs from then on. Throws what says nothing about the password.
 * `withPolicy` asks for the password's age as well, which some servers without that control take badly.
 */
export async function tryBind(client: Client, dn: string, password: string, withPolicy: boolean): Promise<BindAnswer> {
  const policy = new PasswordPolicyControl();
  try {
    await client.bind(dn, password, withPolicy ? policy : []);
    return saysExpired(policy) ? "expired" : "accepted";
  } catch (error) {
    const code = codeOf(error);
    if (code === null || notAboutPassword.has(code)) throw error;
    const expired = saysExpired(policy) || expiredInActiveDirectory.test(sentenceOf(error));
    return code === invalidCredentials && expired ? "expired" : "refused";
  }
}

/** Whether the server's own entry lists the control that tells of expired passwords. */
export async function knowsPasswordPolicy(client: Client): Promise<boolean> {
  const { searchEntries } = await client.search("", { scope: "base", attributes: ["supportedControl"] });
  const [server] = searchEntries;
  return server !== undefined && valuesOf(server, "supportedControl").includes(PasswordPolicyControl.type);
}

function saysExpired({ value }: PasswordPolicyControl): boolean {
  return value?.error === PasswordPolicyError.PasswordExpired || value?.error === PasswordPolicyError.ChangeAfterReset;
}
