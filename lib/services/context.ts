import type { Actor } from "#lib/domain/actor";
import type { Configuration } from "#lib/domain/configuration";
import type { WorkWatch } from "#lib/domain/long-work";
import type { Pace } from "#lib/domain/pace";
import type { DirectoryPort } from "#lib/services/ports/directory";
import type { FilesPort } from "#lib/services/ports/files";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import type { MailPort } from "#lib/services/ports/mail";
import type { Store } from "#lib/services/ports/store";
import type { ShownPlan } from "./plan-changes.ts";

/** Everything a service may use: who acts, the settings in force, and one port for each outside system. */
export interface Context {
  actor: Actor;
  configuration: Configuration;
  /** sha256 over the configuration in force. */
  configurationHash: string;
  /** The program's own address, without a slash at the end: links in mails and notes begin with it. */
  appUrl: string;
  ftrack: FtrackPort;
  directory: DirectoryPort;
  files: FilesPort;
  mail: MailPort;
  store: Store;
  log: Log;
  now(): Date;
  newId(): string;
  previews: PreviewMemory;
  pace: Pick<Pace, "againInSeconds">;
  /** A hash, in hex, that only this program can make: for names that must be told apart and never read. */
  keyedHash(text: string): string;
  /** Whoever waits for what is done, where it may take long. */
  watch?: WorkWatch;
}

/** What runs without a person: the worker's context, before it takes on the actor of an upload. */
export type SystemContext = Omit<Context, "actor">;

/** Plans that were shown lately, so that a refusal can say what has changed since. It may forget any of them. */
export interface PreviewMemory {
  remember(digest: string, plan: ShownPlan): void;
  recall(digest: string): ShownPlan | null;
}

export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
