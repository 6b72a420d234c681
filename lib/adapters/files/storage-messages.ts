import type { ErrorCode } from "#lib/domain/errors";
import type { FolderHoldings } from "#lib/domain/plan-tree";
import type { HeadState } from "#lib/domain/source";
import type { DestinationFacts, TargetFacts } from "#lib/domain/target";
import type {
  FolderJob,
  FolderNames,
  FolderNamesRequest,
  FolderResult,
  FoldersJob,
  FoldersResult,
  HeadRequest,
  RemovalJob,
  RemovalResult,
  SourceRequest,
  StagingLeftover,
  StagingPlace,
  TargetRequest,
} from "#lib/services/ports/files";
import type { PackedLinks } from "./packed-links.ts";
import type { PackedSource } from "./packed-sources.ts";

type PackedFolderJob = Omit<FolderJob, "links"> & { links: PackedLinks };

/** What a storage process does: each verb takes one value and gives one, both of plain data. */
interface StorageVerbs {
  sources(input: readonly SourceRequest[]): Promise<PackedSource[]>;
  destination(input: { path: string; roots: readonly string[] }): Promise<DestinationFacts>;
  targets(input: readonly TargetRequest[]): Promise<TargetFacts[]>;
  folderNames(input: FolderNamesRequest): Promise<FolderNames>;
  holdings(input: readonly string[]): Promise<FolderHoldings[]>;
  heads(input: readonly HeadRequest[]): Promise<(HeadState | null)[][]>;
  ways(input: readonly string[]): Promise<[place: string, text: string][][]>;
  realPaths(input: readonly string[]): Promise<Map<string, string | null>>;
  linkFolder(input: PackedFolderJob): Promise<FolderResult>;
  removeLinks(input: RemovalJob): Promise<RemovalResult>;
  removeFolders(input: FoldersJob): Promise<FoldersResult>;
  stagingLeftovers(input: readonly StagingPlace[]): Promise<StagingLeftover[]>;
  clearLeftover(input: { place: StagingPlace; jobId: string }): Promise<boolean>;
}

export type Verb = keyof StorageVerbs;
export type Input<V extends Verb> = Parameters<StorageVerbs[V]>[0];
export type Output<V extends Verb> = Awaited<ReturnType<StorageVerbs[V]>>;
export type Call = { [V in Verb]: { verb: V; input: Input<V> } }[Verb];

export type ToStorage = { id: number; call: Call } | { id: number; permit: "given" } | { id: number; permit: Failure };

export type FromStorage =
  /** It has started; of no call. */
  | { id: 0; says: "ready" }
  | { id: number; says: "sign" }
  | { id: number; says: "progress"; done: number }
  /** `make`: folders that are about to be made; null where something is about to become visible. */
  | { id: number; says: "may-i"; make: readonly string[] | null }
  | { id: number; says: "done"; output: unknown }
  | { id: number; says: "failed"; failure: Failure };

/** An error on its way between two processes. `code` is null for those that nobody expected. */
export interface Failure {
  code: ErrorCode | null;
  message: string;
  stack: string | null;
}

/** Both ends are of one program and one version, so that the shape is taken as it comes. */
export function parseToStorage(message: unknown): ToStorage {
  return message as ToStorage;
}

export function parseFromStorage(message: unknown): FromStorage {
  return message as FromStorage;
}

export function parseOutput<V extends Verb>(_verb: V, output: unknown): Output<V> {
  return output as Output<V>;
}

/** A verb and its own input: what the type of each alone can't say of both. */
export function callOf<V extends Verb>(verb: V, input: Input<V>): Call {
  return { verb, input } as Call;
}
