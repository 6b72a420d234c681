import { randomUUID } from "node:crypto";
import type { Client, Entry } from "ldapts";
import type { Account, DirectoryPort, SignInAnswer } from "#lib/services/context";
import { knowsPasswordPolicy, tryBind } from "./bind.ts";
import { createConnections, type LdapSettings } from "./connections.ts";
import { codeOf, firstOf, parseFilter, picks, searchAll, searchOne, valuesOf } from "./entries.ts";
import { accountName, commonNameOf, filled } from "./filters.ts";
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

  const find = (client: Client, typed: string) =>
    searchOne(client, bases.people, filled(rules.userFilter, { username: typed }), [username, name, email, memberOf]);

  async function accountOf(client: Client, entry: Entry, disabled: boolean): Promise<Account> {
    const person = personOf(entry, rules);
    const filter = filled(rules.groupFilter, { dn: entry.dn, username: person.username });
    const groups = await searchAll(client, bases.groups, filter, ["cn"]);
    const names = [
      ...valuesOf(entry, memberOf).flatMap((dn) => [commonNameOf(dn) ?? dn, dn]),
      ...groups.flatMap((group) => [firstOf(group, "cn") ?? group.dn, group.dn]),
    ];
    const distinct = new Map(names.map((text) => [text.toLowerCase(), text]));
    return { ...person, groups: [...distinct.values()], disabled };
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
      const disabled = await picks(client, dn, disabledFilter);
      const asks = await withPolicy(client);
      const answer = await connections.open((own) => tryBind(own, dn, password, asks));
      if (!entry || disabled || answer === "refused") return { outcome: "refused", known: found !== null };
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
      return accountOf(client, entry, await picks(client, entry.dn, disabledFilter));
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
