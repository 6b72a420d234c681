import type { Person, Role } from "#lib/domain/actor";
import { AppError } from "#lib/domain/errors";
import { rolesOf } from "#lib/domain/roles";
import type { Account } from "#lib/services/ports/directory";
import { appErrorOf } from "./app-error.ts";
import type { Context } from "./context.ts";

const servesForMinutes = 30;

/**
 * Reads the actor's account again, for what it may do may have changed since it signed in. While the directory is
 * down, what it said within the last 30 minutes serves.
 * Throws AppError not-allowed, or directory-unavailable where nothing recent enough is known.
 */
export async function confirmAccount(context: Context): Promise<{ person: Person; roles: Role[] }> {
  const account = await accountNow(context);
  if (account === null || account.disabled) {
    throw new AppError(
      "not-allowed",
      `The account "${context.actor.username}" is ${account === null ? "gone from the directory" : "disabled"}. Ask your system administrators.`,
    );
  }
  const { username, name, email } = account;
  return { person: { username, name, email }, roles: rolesOf(account.groups, context.configuration.roles) };
}

async function accountNow(context: Context): Promise<Account | null> {
  const { username } = context.actor;
  try {
    const account = await context.directory.account(username);
    if (account !== null) await context.store.accounts.remember(account, context.now());
    return account;
  } catch (error) {
    if (appErrorOf(error)?.code !== "directory-unavailable") throw error;
    const recalled = await context.store.accounts.recall(username);
    const oldest = context.now().getTime() - servesForMinutes * 60_000;
    if (recalled !== null && recalled.at.getTime() >= oldest) return recalled.account;
    throw new AppError(
      "directory-unavailable",
      `The directory does not answer, and it last confirmed your account more than ${servesForMinutes} minutes ago. Try again when it is back.`,
      { cause: error },
    );
  }
}
