import type { Person, Role } from "#lib/domain/actor";
import type { AuditEvent, AuditKind } from "#lib/domain/audit";
import { rolesOf } from "#lib/domain/roles";
import { throttleDecision, throttleWindowSeconds } from "#lib/domain/throttle";
import type { SignInAnswer } from "#lib/services/ports/directory";
import type { Records } from "#lib/services/ports/store";
import { appErrorOf } from "./app-error.ts";
import type { SystemContext } from "./context.ts";

export interface SignInRequest {
  username: string;
  password: string;
  /** Client address; null where it is not known. */
  address: string | null;
}

export type SignInOutcome =
  | { outcome: "signed-in"; person: Person; roles: Role[] }
  | { outcome: "throttled"; retryAfterSeconds: number }
  /** `no-role`: the password was right, and none of the account's groups gives a role. */
  | { outcome: "refused" | "expired" | "unreachable" | "no-role" };

/** Tries that are not settled yet: to those after them they count as refused, so that many at once gain nothing. */
const underway = new Map<string, number>();

/**
 * Asks the directory about a username and password, after the throttle. Each outcome is recorded; a name that the
 * directory does not know is stored as a hash, for people type passwords there.
 */
export async function signIn(context: SystemContext, request: SignInRequest): Promise<SignInOutcome> {
  const keys = throttleKeys(context, request);
  const { others, end } = beginTry([keys.account, ...keys.address]);
  try {
    const wait = await secondsToWait(context, keys, others);
    if (wait > 0) {
      const known = await knownHere(context, request);
      await record(context, context.store, "sign-in-throttled", request, known, { retryAfterSeconds: wait });
      return { outcome: "throttled", retryAfterSeconds: wait };
    }
    return await settle(context, request, keys, await context.directory.signIn(request.username, request.password));
  } catch (error) {
    if (appErrorOf(error)?.code !== "directory-unavailable") throw error;
    context.log.warn({ error: appErrorOf(error)?.message }, "sign-in: the directory does not answer");
    const known = await knownHere(context, request);
    await record(context, context.store, "sign-in-refused", request, known, { reason: "directory unreachable" });
    return { outcome: "unreachable" };
  } finally {
    end();
  }
}

/** `others`: tries that were underway before this one, by key. Counted before the records are read, so that none slips between the two. */
function beginTry(keys: readonly string[]): { others: ReadonlyMap<string, number>; end(): void } {
  const others = new Map(keys.map((key) => [key, underway.get(key) ?? 0]));
  for (const key of keys) underway.set(key, (underway.get(key) ?? 0) + 1);
  return {
    others,
    end() {
      for (const key of keys) {
        const left = (underway.get(key) ?? 1) - 1;
        if (left > 0) underway.set(key, left);
        else underway.delete(key);
      }
    },
  };
}

async function settle(
  context: SystemContext,
  request: SignInRequest,
  keys: ThrottleKeys,
  answer: SignInAnswer,
): Promise<SignInOutcome> {
  switch (answer.outcome) {
    case "refused":
      await context.store.transaction(async (records) => {
        await records.throttle.add([keys.account, ...keys.address], context.now());
        await record(context, records, "sign-in-refused", request, answer.known, { reason: "refused" });
      });
      return { outcome: "refused" };
    case "password-expired":
      await record(context, context.store, "sign-in-refused", request, true, { reason: "password expired" });
      return { outcome: "expired" };
    case "signed-in": {
      const { username, name, email, groups } = answer.account;
      const person = { username, name, email };
      const roles = rolesOf(groups, context.configuration.roles);
      if (roles.length === 0) {
        await record(context, context.store, "sign-in-refused", request, true, { reason: "no role" });
        return { outcome: "no-role" };
      }
      await context.store.transaction(async (records) => {
        await records.throttle.clear([keys.account]);
        await records.accounts.remember(answer.account, context.now());
        await records.audit.append({
          kind: "sign-in",
          actor: person,
          address: request.address,
          subject: { type: "session", id: username, label: username },
          details: { roles },
        });
      });
      return { outcome: "signed-in", person, roles };
    }
  }
}

/** Whether the name has signed in before: all that can be said without the directory. */
async function knownHere(context: SystemContext, { username }: SignInRequest): Promise<boolean> {
  return (await context.store.accounts.recall(username.trim())) !== null;
}

interface ThrottleKeys {
  account: string;
  address: readonly string[];
}

function throttleKeys(
  { keyedHash }: Pick<SystemContext, "keyedHash">,
  { username, address }: SignInRequest,
): ThrottleKeys {
  return {
    account: keyedHash(`account ${username.trim().toLowerCase()}`),
    address: address === null ? [] : [keyedHash(`address ${address}`)],
  };
}

/** The longest wait that one of the keys still asks for, in seconds; 0 where none does. */
async function secondsToWait(
  context: SystemContext,
  keys: ThrottleKeys,
  others: ReadonlyMap<string, number>,
): Promise<number> {
  const all = [keys.account, ...keys.address];
  const triesSince = async (seconds: number) => {
    const refused = await context.store.throttle.countSince(all, new Date(context.now().getTime() - seconds * 1000));
    return (key: string) => (refused.get(key) ?? 0) + (others.get(key) ?? 0);
  };
  const tries = await triesSince(throttleWindowSeconds);
  const waits = all.map((key) => {
    const of = key === keys.account ? { account: tries(key), address: 0 } : { account: 0, address: tries(key) };
    return { key, seconds: throttleDecision({ ...of, secondsSinceLast: 0 }).retryAfterSeconds };
  });
  const standing = await Promise.all(
    waits.map(async ({ key, seconds }) => (seconds > 0 && (await triesSince(seconds))(key) > 0 ? seconds : 0)),
  );
  return Math.max(...standing);
}

function record(
  context: Pick<SystemContext, "keyedHash">,
  records: Pick<Records, "audit">,
  kind: AuditKind,
  request: SignInRequest,
  known: boolean,
  details: AuditEvent["details"],
): Promise<void> {
  const username = request.username.trim();
  return records.audit.append({
    kind,
    actor: null,
    address: request.address,
    subject: known
      ? { type: "session", id: username, label: username }
      : { type: "session", id: context.keyedHash(username.toLowerCase()), label: "unknown name" },
    details,
  });
}
