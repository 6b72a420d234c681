import type { Actor, Person } from "#lib/domain/actor";
import type { AuditEvent, AuditKind, RecordedAuditEvent } from "#lib/domain/audit";
import type { Configuration, StatusPair, StorageRoot, SupervisorSource } from "#lib/domain/configuration";
import type { Project, StatusRef } from "#lib/domain/deliverable";
import type { ComponentId, ProjectId, UploadId } from "#lib/domain/ids";
import type { PublishedComponent } from "#lib/domain/published";
import type { ReportMessage } from "#lib/domain/report";
import type { SourceFacts } from "#lib/domain/source";
import type { DestinationFacts, TargetFacts } from "#lib/domain/target";
import type { ItemState, StepRecord, Upload, UploadItem, UploadLink, UploadStep } from "#lib/domain/upload";
import type { UploadType } from "#lib/domain/upload-type";
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
  /** A hash, in hex, that only this program can make: for names that must be told apart and never read. */
  keyedHash(text: string): string;
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

// ---- ftrack

/** Status ids that go by a pair's names in one project's schema, and the names that the schema lacks. */
export interface ResolvedStatuses {
  versionStatusIds: readonly string[];
  taskStatusIds: readonly string[];
  missing: readonly { of: "version" | "task"; name: string }[];
}

export interface DeliveryNote {
  /** Derived from upload and version: writing it again changes nothing. */
  noteId: string;
  versionId: string;
  /** Empty: no note is written. */
  content: string;
  /** Metadata keys and values to set on the version. */
  metadata: Readonly<Record<string, string>>;
  /** A status to set, only where the version or task still has one of `onlyFrom`. All are status ids. */
  setStatus: { of: "version" | "task"; entityId: string; onlyFrom: readonly string[]; to: string } | null;
}

/** What ftrack refused to write on one version, in a sentence. `final`: it would refuse it again. */
export interface DeliveryRefusal {
  versionId: string;
  sentence: string;
  final: boolean;
}

/** `facets`: names and statuses; `facets-and-places`: locations too; `rows`: also dates, people, pictures and frames. */
export type PublishedDetail = "facets" | "facets-and-places" | "rows";

/** All of ftrack that the program needs. Each call has a deadline; reads are tried again, writes never blindly. Throws AppError ftrack-unavailable or ftrack-refused. */
export interface FtrackPort {
  /** Address of the server, and of one entity's page there. */
  serverUrl: string;
  pageOf(entity: "AssetVersion" | "Task", id: string, project: ProjectId): string;
  /** Active projects that the API user may see, by name. */
  projects(): Promise<Project[]>;
  resolveStatuses(project: Project, pair: StatusPair): Promise<ResolvedStatuses>;
  /** All components of versions with these statuses, with no more of each than is asked for. */
  published(project: ProjectId, statuses: ResolvedStatuses, detail: PublishedDetail): Promise<PublishedComponent[]>;
  /** The same, complete, by component id, whatever their statuses. Unknown ids and those of other projects are left out. */
  publishedById(project: ProjectId, ids: readonly ComponentId[]): Promise<PublishedComponent[]>;
  /** The prefix for relative paths that the server's storage scenario gives this platform, or null. */
  storagePrefix(): Promise<string | null>;
  /** People whom a source in ftrack names for this project and these tasks. */
  supervisors(
    source: Exclude<SupervisorSource, { from: "directory-group" | "addresses" }>,
    project: ProjectId,
    taskIds: readonly string[],
  ): Promise<Person[]>;
  /** The ftrack user of that username, or null. */
  userId(username: string): Promise<string | null>;
  /**
   * Writes notes, metadata and statuses, at most 100 operations a batch; a note that is there already is left as it is.
   * Says which notes are there now, and what ftrack refused; that stops no other. Throws where ftrack can't be asked.
   */
  deliver(
    notes: readonly DeliveryNote[],
    authorId: string | null,
  ): Promise<{ noteIds: readonly string[]; refusals: readonly DeliveryRefusal[] }>;
  /** An image of the component, or null where ftrack has none. */
  thumbnail(componentId: string, size: number): Promise<{ contentType: string; bytes: Uint8Array } | null>;
  /** Statuses of these versions and their tasks now. */
  statusesOf(versionIds: readonly string[]): Promise<Map<string, { version: StatusRef; task: StatusRef | null }>>;
  /** Throws if ftrack does not answer. */
  ping(): Promise<void>;
}

// ---- directory

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

// ---- files

export interface SourceRequest {
  /** A file, or a pattern such as `…_left.%04d.exr`. */
  path: string;
  /** Existing files must lie, links resolved, below one of these. */
  roots: readonly string[];
}

export interface TargetRequest {
  folder: string;
  names: readonly string[];
}

/** One target folder of one upload: made whole, or not at all. */
export interface FolderJob {
  /** Names the staging folder, so that a repeat finds what an interrupted run left. */
  jobId: string;
  folder: string;
  /** The first 00_ftp folder on the way; must exist, and the folder must stay inside it. */
  ftpFolder: string;
  /** Delivery roots; the real 00_ftp folder must lie in one of them. */
  roots: readonly string[];
  staging: string;
  /** Octal, "2775". */
  folderMode: string;
  links: readonly UploadLink[];
}

export type FolderResult =
  | { outcome: "linked"; made: number; createdFolders: readonly string[] }
  | { outcome: "undone"; reason: string; failures: readonly { name: string; reason: string }[] };

/** What a run wants to know and to say while a folder is linked. */
export interface LinkWatch {
  /** Gets the number of links made so far. */
  onProgress?(links: number): void;
  /** Asked right before anything becomes visible under its name; a rejection leaves the folder as it was. */
  mayCommit?(): Promise<void>;
}

export interface FilesPort {
  /** Answers in the order of the requests; each folder is read once. */
  sources(requests: readonly SourceRequest[]): Promise<SourceFacts[]>;
  /** `roots` are real folders: {project} is already replaced. */
  destination(path: string, roots: readonly string[]): Promise<DestinationFacts>;
  targets(requests: readonly TargetRequest[]): Promise<TargetFacts[]>;
  /** Real paths of the storage roots, null where one is absent. */
  realRoots(roots: readonly StorageRoot[]): Promise<Map<string, string | null>>;
  /** Idempotent: a repeat after a crash finishes or cleans. */
  linkFolder(job: FolderJob, watch?: LinkWatch): Promise<FolderResult>;
}

// ---- mail

export interface MailPort {
  /** Throws AppError mail-failed with what the server said. Returns the addresses that the server refused. */
  send(message: ReportMessage): Promise<{ rejected: readonly string[] }>;
  ping(): Promise<void>;
}

// ---- records

export interface NewUpload {
  upload: Omit<
    Upload,
    "steps" | "counts" | "linksDone" | "finishedAt" | "submittedAt" | "cancelled" | "withdrawal" | "check"
  >;
  items: readonly UploadItem[];
  /** Links of each item, by position. */
  links: ReadonlyMap<number, readonly UploadLink[]>;
}

export interface UploadFilter {
  project?: ProjectId;
  uploadType?: UploadType;
  username?: string;
  text?: string;
}

export interface UploadRecords {
  insert(upload: NewUpload): Promise<void>;
  get(id: UploadId): Promise<Upload | null>;
  items(id: UploadId): Promise<UploadItem[]>;
  links(id: UploadId, positions: readonly number[]): Promise<Map<number, UploadLink[]>>;
  /** Newest first. */
  list(filter: UploadFilter, page: { offset: number; limit: number }): Promise<{ uploads: Upload[]; total: number }>;
  setStep(id: UploadId, step: UploadStep, change: Partial<StepRecord>): Promise<void>;
  setItems(
    id: UploadId,
    positions: readonly number[],
    change: { state?: ItemState; reason?: string | null; noteId?: string | null },
  ): Promise<void>;
  setLinksDone(id: UploadId, linksDone: number): Promise<void>;
  setFinished(id: UploadId, at: Date): Promise<void>;
  setSupervisors(id: UploadId, supervisors: readonly Person[]): Promise<void>;
  /** Links that uploads made in these folders, newest upload's text by name: what is ours to replace. */
  ours(folders: readonly string[]): Promise<Map<string, ReadonlyMap<string, string>>>;
  recordLinks(
    id: UploadId,
    folder: string,
    links: readonly UploadLink[],
    createdFolders: readonly string[],
  ): Promise<void>;
}

export interface AuditFilter {
  kinds?: readonly AuditKind[];
  username?: string;
  subjectId?: string;
  text?: string;
}

export interface AuditRecords {
  append(event: AuditEvent): Promise<void>;
  /** Newest first. */
  list(
    filter: AuditFilter,
    page: { offset: number; limit: number },
  ): Promise<{ events: RecordedAuditEvent[]; total: number }>;
}

export interface AccountRecords {
  /** The last answer of the directory about a person, to serve while the directory is down. */
  remember(account: Account, at: Date): Promise<void>;
  recall(username: string): Promise<{ account: Account; at: Date } | null>;
}

export interface ThrottleRecords {
  /** Refused tries since then, by account and by address. Keys are hashes. */
  countSince(keys: readonly string[], since: Date): Promise<Map<string, number>>;
  add(keys: readonly string[], at: Date): Promise<void>;
  clear(keys: readonly string[]): Promise<void>;
}

type Job = { step: UploadStep; uploadId: UploadId };

export interface Jobs {
  /** Joins the transaction that it was given with: no job without its record, no record without its job. */
  enqueue(job: Job, options?: { startAfterSeconds?: number }): Promise<void>;
}

/** What may be read and written, inside a transaction or each call on its own. */
export interface Records {
  uploads: UploadRecords;
  audit: AuditRecords;
  accounts: AccountRecords;
  throttle: ThrottleRecords;
  jobs: Jobs;
}

export interface Store extends Records {
  transaction<T>(work: (records: Records) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
}
