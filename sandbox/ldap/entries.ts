import { createHash } from "node:crypto";
import type { Attributes, Outcome } from "./message.ts";

/** Whether an account's password lets it in, and if not, why. `was-locked`: for a time that has passed. */
export type Standing =
  | "good"
  | "was-locked"
  | "disabled"
  | "locked"
  | "account-expired"
  | "password-expired"
  | "must-change-password";

/** One entry of the directory. Attribute names are written as the schema has them; matching ignores case. */
export interface Entry {
  dn: string;
  /** What a search returns unless it asks for something else. */
  attributes: Attributes;
  /** Operational attributes: returned only where they are asked for by name, or by "+". */
  operational: Attributes;
  /** What a simple bind compares; null for entries that cannot bind. Never returned. */
  password: string | null;
  standing: Standing;
  /** What a bind may name the entry by, beside its DN. */
  bindNames: readonly string[];
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
  /** What else there is to say of the account's password. */
  standing?: Exclude<Standing, "good" | "disabled">;
  /** Active Directory's: this group counts too, and lists nobody who has it as primary. */
  primaryGroup?: string;
}

export interface DirectoryContent {
  baseDn: string;
  users: readonly DirectoryUser[];
  groups: readonly string[];
  /** Groups that are members of a group, by the group's name. */
  groupsInGroups: Readonly<Record<string, readonly string[]>>;
  service: { name: string; password: string };
}

/** How one kind of server behaves, beyond what its entries hold. */
export interface Manners {
  /** What a bind ends with; `entry` is null for unknown names. `asked` tells whether it asked for the password's age. */
  bindOutcome(entry: Entry | null, rightPassword: boolean, asked: boolean): Outcome;
  /** What a search before any bind ends with. */
  strangerOutcome: Outcome;
  /** Controls that the server says it knows. */
  controls: readonly string[];
  /** What its own entry holds beside the usual. */
  serverEntry: Attributes;
  /** The most values of one attribute in an answer, the rest by `member;range=1500-*`; null for no such limit. */
  valuesAtOnce: number | null;
  /** Places that a search of the whole tree names for the rest. */
  references: readonly string[];
  knowsChains: boolean;
}

export interface DirectoryMake {
  entries: Entry[];
  serviceDn: string;
  /** What a studio's `compout.yaml` says of such a directory, under `directory`. */
  settings: Readonly<Record<string, unknown>>;
  manners: Manners;
}

/** Makes a directory's entries out of people and groups: one function for each kind of server that studios run. */
export type Flavour = (content: DirectoryContent) => DirectoryMake;

export function standingOf({ disabled, standing }: DirectoryUser): Standing {
  return disabled ? "disabled" : (standing ?? "good");
}

export function entry(dn: string, attributes: Attributes, rest: Partial<Entry> = {}): Entry {
  return { dn, attributes, operational: {}, password: null, standing: "good", bindNames: [], ...rest };
}

/** The same 16 bytes for a name in every run. */
export function uniqueId(name: string): Buffer {
  return createHash("sha256").update(name.toLowerCase()).digest().subarray(0, 16);
}
