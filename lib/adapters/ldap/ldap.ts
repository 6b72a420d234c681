import { randomUUID } from "node:crypto";
import type { Client, Entry } from "ldapts";
import type { Account, DirectoryPort, SignInAnswer } from "#lib/services/ports/directory";
import { groupAttributes, groupsOf } from "./account-groups.ts";
import { knowsPasswordPolicy, tryBind } from "./bind.ts";
import { createConnections, type LdapSettings } from "./connections.ts";
import { codeOf, parseFilter, picks, searchOne } from "./entries.ts";
import { expiryAttributes, hasExpired } from "./expiry.ts";
import { accountName, filled } from "./filters.ts";
import { membersOf, personOf } from "./members.ts";

/** The studio's directory behind its port. Throws directory-unavailable where the settings themselves are unsafe or wrong. */
export function createDirectory(settings: LdapSettings): DirectoryPort {
  const { baseDn, rules } = settings;
  const connections = createConnections(settings);
  const disabledFilter = parseFilter(rules.disabledFilter, "directory.disabledFilter");
  parseFilter(filled(rules.userFilter, { username: "x" }), "directory.userFilter");
  parseFilter(filled(rules.groupFilter, { username: "x", dn: "x" }), "directory.groupFilter");
  const bases = { people: rules.userBase ?? baseDn, groups: rules.groupBase ?? baseDn };
  const { username, name, email, memberOf } = rules.attributes;
  let policy: Promise<boolean> | null = null;

  // Asked once for as long as it is answered; a server that hides its own entry is one without the control.
  function withPolicy(client: Client): Promise<boolean> {
    policy ??= knowsPasswordPolicy(client).catch((error: unknown) => {
      if (codeOf(error) !== null) return false;
      policy = null;
      throw error;
    });
    return policy;
  }

  const attributes = [username, name, email, memberOf, ...groupAttributes, ...expiryAttributes];
  const find = (client: Client, typed: string) =>
    searchOne(client, bases.people, filled(rules.userFilter, { username: typed }), attributes);

  async function accountOf(client: Client, entry: Entry, disabled: boolean): Promise<Account> {
    const person = personOf(entry, rules);
    return { ...person, groups: await groupsOf(client, entry, person.username, rules, bases.groups), disabled };
  }

  /** Asks in any case, so that nobody can tell by the time taken which names there are. */
  async function isClosed(client: Client, dn: string, entry: Entry | null): Promise<boolean> {
    const disabled = await picks(client, dn, disabledFilter);
    return disabled || (entry !== null && hasExpired(entry, new Date()));
  }

  async function signIn(typed: string, password: string): Promise<SignInAnswer> {
    const wanted = accountName(typed);
    // With an empty password a directory binds nobody and calls it success.
    if (wanted === null || password === "") return { outcome: "refused", known: false };
    return connections.asService(async (client) => {
      const found = await find(client, wanted);
      const entry = found === "several" ? null : found;
      // Unknown, wrong and disabled go the same way and take the same time.
      const dn = entry?.dn ?? `cn=${randomUUID()},${bases.people}`;
      const closed = await isClosed(client, dn, entry);
      const asks = await withPolicy(client);
      const answer = await connections.open((own) => tryBind(own, dn, password, asks));
      if (!entry || closed || answer === "refused") return { outcome: "refused", known: found !== null };
      if (answer === "expired") return { outcome: "password-expired" };
      return { outcome: "signed-in", account: await accountOf(client, entry, false) };
    });
  }

  async function account(typed: string): Promise<Account | null> {
    const wanted = accountName(typed);
    if (wanted === null) return null;
    return connections.asService(async (client) => {
      const entry = await find(client, wanted);
      if (entry === null || entry === "several") return null;
      return accountOf(client, entry, await isClosed(client, entry.dn, entry));
    });
  }

  return {
    signIn,
    account,
    members: (group) =>
      connections.asService((client) =>
        membersOf(client, group, rules, bases, (dn) => picks(client, dn, disabledFilter)),
      ),
    ping: () => connections.asService(async () => undefined),
  };
}
