import type { Person } from "#lib/domain/actor";

export interface Account extends Person {
  /** Common names and DNs of the groups. */
  groups: readonly string[];
  disabled: boolean;
}

/** `refused` never says which of unknown, wrong password and disabled it was: the sentence is one. */
export type SignInAnswer =
  | { outcome: "signed-in"; account: Account }
  | { outcome: "refused"; known: boolean }
  | { outcome: "password-expired" };

/** Throws AppError directory-unavailable where the directory does not answer. */
export interface DirectoryPort {
  signIn(username: string, password: string): Promise<SignInAnswer>;
  /** Null where the account is gone. */
  account(username: string): Promise<Account | null>;
  /** Members of a group by common name or DN, disabled ones and those without an address left out. */
  members(group: string): Promise<Person[]>;
  ping(): Promise<void>;
}
