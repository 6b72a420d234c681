import type { Actor, Person } from "#lib/domain/actor";
import type { SentMarks } from "#lib/domain/already-sent";
import type { Answer } from "#lib/domain/answer";
import type { AuditEvent, AuditKind, RecordedAuditEvent } from "#lib/domain/audit";
import type { Configuration, StatusPair, StorageRoot, SupervisorSource } from "#lib/domain/configuration";
import type { Project, StatusRef } from "#lib/domain/deliverable";
import type { Errand } from "#lib/domain/errand";
import type { ComponentId, ProjectId, UploadId, WorkId } from "#lib/domain/ids";
import type { WorkKind, WorkProgress, WorkState, WorkWatch } from "#lib/domain/long-work";
import type { Pace } from "#lib/domain/pace";
import type { FolderHoldings } from "#lib/domain/plan-tree";
import type { PreferenceName } from "#lib/domain/preferences";
import type { FoundVersion, PublishedComponent } from "#lib/domain/published";
import type { ReportMessage } from "#lib/domain/report";
import type { HeadState, SourceFacts } from "#lib/domain/source";
import type { StateFilter } from "#lib/domain/state-filter";
import type { DestinationFacts, TargetFacts } from "#lib/domain/target";
import type {
  ItemState,
  StepRecord,
  Upload,
  UploadCheck,
  UploadItem,
  UploadLink,
  UploadStep,
  Withdrawal,
} from "#lib/domain/upload";
import type { UploadType } from "#lib/domain/upload-type";
import type { SearchWord } from "#lib/domain/version-search";
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

/** Names of people, as ftrack has them. */
export interface PeopleAround {
  assignees: ReadonlyMap<string, readonly string[]>;
  managers: readonly { name: string; role: string }[];
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
  /** Versions of the project in which each word occurs, the newest first, at most `limit` (versions). One query. */
  searchVersions(project: ProjectId, words: readonly SearchWord[], limit: number): Promise<FoundVersion[]>;
  /** Who is assigned to these tasks, by task, and who manages the project, with the role's name. */
  peopleAround(project: ProjectId, taskIds: readonly string[]): Promise<PeopleAround>;
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

/** Files of one folder to look into. */
export interface HeadRequest {
  /** As the studio writes it. */
  folder: string;
  /** Real paths. */
  paths: readonly string[];
}

export interface TargetRequest {
  folder: string;
  names: readonly string[];
}

export interface FolderNamesRequest {
  folder: string;
  /** Delivery roots: the folder must really lie in the 00_ftp folder of one of them. */
  roots: readonly string[];
  /** How the names begin, whatever their case. */
  begin: string;
  /** Names that are left out, besides junk. */
  hidden: readonly string[];
  most: number;
}

/** The first sub-folders of a folder. */
export interface FolderNames {
  names: readonly string[];
  more: boolean;
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
  /** Folders that earlier tries said they would make: those that are there count as this job's. */
  mayHaveMade?: readonly string[];
}

export type FolderResult =
  | { outcome: "linked"; made: number; createdFolders: readonly string[] }
  | {
      outcome: "undone";
      reason: string;
      failures: readonly { name: string; reason: string }[];
      /** Folders that it made and that stay, as others use them by now or storage gave no answer. */
      createdFolders?: readonly string[];
    };

/** Links of one upload in one folder, to be taken away where they are still as it made them. */
export interface RemovalJob extends Pick<FolderJob, "jobId" | "folder" | "ftpFolder" | "roots" | "staging"> {
  links: readonly { name: string; text: string }[];
}

export interface RemovalResult {
  /** Names whose links this job took away, in this run or in one that was interrupted. */
  removed: readonly string[];
  /** Names under which nothing stood. */
  gone: readonly string[];
  /** Names that were left as they are, each with the reason. */
  left: readonly { name: string; reason: string }[];
  /** Whether the folder as a whole could not be worked on, for a reason that a person can mend. */
  refused: boolean;
}

/** Folders that an upload made, to be removed where they are empty. */
export interface FoldersJob extends Pick<FolderJob, "ftpFolder" | "roots"> {
  folders: readonly string[];
}

export interface FoldersResult {
  removed: readonly string[];
  left: readonly { path: string; reason: string }[];
}

/** A job's folder in staging that no run has cleared. */
export interface StagingLeftover {
  jobId: string;
  path: string;
  /** ISO 8601, UTC: when something last changed in it. */
  changedAt: string;
  /** A journal in it says that its job is not finished. */
  unfinished: boolean;
}

/** A folder beside which staging may lie, or an absolute staging folder. */
export interface StagingPlace extends Pick<FolderJob, "ftpFolder" | "roots" | "staging"> {
  folder: string;
}

/** What a run wants to know and to say while a folder is linked. */
export interface LinkWatch {
  /** Gets the number of links made so far. */
  onProgress?(links: number): void;
  /** Asked right before anything becomes visible under its name; a rejection leaves the folder as it was. */
  mayCommit?(): Promise<void>;
  /** Told before folders are made, in the studio's mount form; nothing is made before it has answered, or if it rejects. */
  willMake?(folders: readonly string[]): Promise<void>;
}

/** What a plan wants to know and to say while sources are looked at. */
export interface SourceWatch {
  /** Gets the number of files looked at so far. */
  onProgress?(files: number): void;
  /** Aborted: nothing further is begun, and the call rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface FilesPort {
  /** Answers in the order of the requests; each folder is read once. */
  sources(requests: readonly SourceRequest[], watch?: SourceWatch): Promise<SourceFacts[]>;
  /** `roots` are real folders: {project} is already replaced. */
  destination(path: string, roots: readonly string[]): Promise<DestinationFacts>;
  targets(requests: readonly TargetRequest[]): Promise<TargetFacts[]>;
  folderNames(request: FolderNamesRequest): Promise<FolderNames>;
  /** Answers in the order of the folders. */
  holdings(folders: readonly string[]): Promise<FolderHoldings[]>;
  /** Looks into files; answers in the order of requests and paths, null where no regular file is there any more. */
  heads(requests: readonly HeadRequest[]): Promise<(HeadState | null)[][]>;
  /** Links that stand on the way to these paths: where each really stands → what it says. */
  linksOnWay(paths: readonly string[]): Promise<Map<string, string>>;
  /** Real paths of the storage roots, null where one is absent. */
  realRoots(roots: readonly StorageRoot[]): Promise<Map<string, string | null>>;
  /** Idempotent: a repeat after a crash finishes or cleans. */
  linkFolder(job: FolderJob, watch?: LinkWatch): Promise<FolderResult>;
  /** Idempotent; `mayCommit` is asked again and again while it runs. Whatever is not the very link of the job is never removed. */
  removeLinks(job: RemovalJob, watch?: Pick<LinkWatch, "mayCommit">): Promise<RemovalResult>;
  /** Innermost first; whatever is not an empty folder inside 00_ftp is left. */
  removeFolders(job: FoldersJob): Promise<FoldersResult>;
  /** Folders of jobs that stand in staging beside these folders. */
  stagingLeftovers(places: readonly StagingPlace[]): Promise<StagingLeftover[]>;
  /** Removes one of them, unless its job is unfinished or something in it is not the program's. False where it stays. */
  clearLeftover(place: StagingPlace, jobId: string): Promise<boolean>;
}

// ---- mail

export interface MailPort {
  /**
   * Returns the addresses that the server refused, and those that it put off: a later try may reach them. Throws
   * AppError mail-failed with what the server said, mail-refused where no later try will do.
   */
  send(message: ReportMessage): Promise<{ rejected: readonly string[]; deferred: readonly string[] }>;
  ping(): Promise<void>;
}

// ---- records

export interface NewUpload {
  upload: Omit<
    Upload,
    | "steps"
    | "counts"
    | "linksDone"
    | "finishedAt"
    | "submittedAt"
    | "cancelled"
    | "withdrawal"
    | "check"
    | "round"
    | "waitsFor"
    | "asOf"
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
  state?: StateFilter;
}

/** An upload that links right now, or is about to, and what of it was asked about. */
export interface ActiveUpload {
  id: UploadId;
  actor: Person;
  /** ISO 8601, UTC. */
  submittedAt: string;
  folders: readonly string[];
  versionNames: readonly string[];
}

export interface UploadRecords {
  insert(upload: NewUpload): Promise<void>;
  get(id: UploadId): Promise<Upload | null>;
  items(id: UploadId): Promise<UploadItem[]>;
  /** Both as they stood at one moment. */
  withItems(id: UploadId): Promise<{ upload: Upload; items: UploadItem[] } | null>;
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
  /** Whether this call finished it: an upload that is finished already stays as it is. */
  setFinished(id: UploadId, at: Date): Promise<boolean>;
  /** The upload, kept from being finished, cancelled or tried again by others until the transaction ends. */
  lock(id: UploadId): Promise<Upload | null>;
  setCancelled(id: UploadId, by: Person, at: Date): Promise<void>;
  isCancelled(id: UploadId): Promise<boolean>;
  /** Makes the upload unfinished again; `round` counts the times that failed items were tried again. */
  setUnfinished(id: UploadId, round: number): Promise<void>;
  /** Uploads whose links are still to be made in one of these folders, or of one of these components. Oldest first. */
  active(places: { folders: readonly string[]; components: readonly string[] }): Promise<ActiveUpload[]>;
  /** What uploads did with these components, those that none counts for left out. One statement, however many. */
  sentOf(components: readonly string[]): Promise<Map<string, SentMarks>>;
  /** Components of uploads of the project that go on, or that ended or were withdrawn since then. */
  touchedSince(project: ProjectId, since: Date): Promise<string[]>;
  /** Texts that other uploads wrote in these folders since this one was submitted, by folder and name. */
  writtenMeanwhile(id: UploadId, folders: readonly string[]): Promise<Map<string, ReadonlyMap<string, string>>>;
  setSupervisors(id: UploadId, supervisors: readonly Person[]): Promise<void>;
  /** Links that uploads made in these folders, newest upload's text by name: what is ours to replace. */
  ours(folders: readonly string[]): Promise<Map<string, ReadonlyMap<string, string>>>;
  recordLinks(id: UploadId, folder: string, links: readonly UploadLink[]): Promise<void>;
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

/** Folders that uploads made, by the target folder that they were made for: written down before they are made. */
export interface MadeFolderRecords {
  /** Before: whatever becomes of the process now, it is known what it may have made. */
  willMake(id: UploadId, folder: string, paths: readonly string[]): Promise<void>;
  /** After: of what was made for that target folder, this stays. */
  settle(id: UploadId, folder: string, stay: readonly string[]): Promise<void>;
  of(id: UploadId): Promise<{ folder: string; path: string }[]>;
  /** Those of these folders that any upload made. */
  amongThose(paths: readonly string[]): Promise<string[]>;
  /** These folders are gone. What uploads that still link say of them stays, for they may make them anew. */
  forget(paths: readonly string[]): Promise<void>;
}

/** What uploads made on storage. */
export interface MadeRecords {
  /** Folders in which the upload made links. */
  folders(id: UploadId): Promise<string[]>;
  /**
   * Links that the upload made there, with what was written into them; names that were withdrawn since are left out.
   * `later`: the upload that has made a link of that name since, or null where the name is still this upload's.
   */
  linksIn(id: UploadId, folder: string): Promise<{ name: string; text: string; later: UploadId | null }[]>;
  /** These names are nobody's any more. Adds a row, never changes one. */
  recordGone(id: UploadId, folder: string, names: readonly string[]): Promise<void>;
  /** Folders that uploads submitted since then link into, each once for each way of being asked for. */
  foldersSince(
    at: Date,
  ): Promise<{ folder: string; projectName: string; uploadType: UploadType; destination: string }[]>;
}

export interface WithdrawalRecords {
  /** Records the wish, over one that failed. False where there is one that did not fail. */
  ask(id: UploadId, wish: { by: Person; reason: string; at: Date }): Promise<boolean>;
  set(
    id: UploadId,
    change: Partial<
      Pick<
        Withdrawal,
        "state" | "attempts" | "error" | "foldersRemoved" | "leftAlone" | "ftrackTold" | "reportSent"
      > & { moreLinksRemoved: number }
    >,
  ): Promise<void>;
}

export interface CheckRecords {
  /** Keeps the newest few of each upload. */
  add(id: UploadId, check: UploadCheck): Promise<void>;
  /**
   * The first upload behind `after`, by id, that has links, was submitted since and linked before those moments, and that
   * the watch has not looked at since `before`; null where none is left.
   */
  nextToWatch(wish: { submittedSince: Date; before: Date; after: UploadId | null }): Promise<UploadId | null>;
  /** The watch's newest look at each upload since then that found something, and its newest look before then. */
  watchedSince(at: Date): Promise<{ uploadId: UploadId; now: UploadCheck; earlier: UploadCheck | null }[]>;
}

/** What a person keeps of the desk: nothing that decides anything. */
export interface PreferenceRecords {
  /** Everything that is kept for this person, as it was stored. */
  of(username: string): Promise<ReadonlyMap<string, unknown>>;
  set(username: string, name: PreferenceName, value: unknown): Promise<void>;
}

/** Previews and submissions that take long, so that every web server can tell how far they are and what came of them. */
export interface WorkRecords {
  /** Also forgets what is older than a day. */
  begin(work: { id: WorkId; username: string; kind: WorkKind; progress: WorkProgress }): Promise<void>;
  /** A sign of life. Gives whether somebody has cancelled it. */
  sign(id: WorkId, progress: WorkProgress): Promise<{ cancelled: boolean }>;
  finish(id: WorkId, outcome: Answer<unknown>): Promise<void>;
  /** False where there is no such work of this person. */
  cancel(id: WorkId, username: string): Promise<boolean>;
  state(id: WorkId): Promise<{ username: string; state: WorkState } | null>;
  /** What came of it; null where nothing has yet, or it is not this person's. */
  outcome(id: WorkId, username: string): Promise<Answer<unknown> | null>;
}

type Job = { step: UploadStep; uploadId: UploadId } | Errand;

/** What came of a job: `over`, or it comes back by itself, without counting as a failure. */
export type StepOutcome = "over" | { againInSeconds: number };

/** What uploads keep for themselves while they link: hashes of target folders and of components. Call them in a transaction. */
export interface ClaimRecords {
  /** Takes all of the keys or none. Gives a key that another upload has, and which; null where all are this upload's now. */
  take(id: UploadId, keys: readonly string[]): Promise<{ key: string; uploadId: UploadId } | null>;
  /** Gives up all that this upload took, and its waiting for others. Gives the uploads that wait for it. */
  release(id: UploadId): Promise<UploadId[]>;
}

/** The sole right, among all processes, to do one piece of work. It is renewed by itself until it is released. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Rises each time the name passes on from a holder that fell silent. */
  readonly fence: string;
  /** Aborted once it is known that another process has taken over. */
  readonly lost: AbortSignal;
  /** Asks the database, and renews. Throws AppError conflict where another process has taken over. */
  check(): Promise<void>;
  release(): Promise<void>;
}

export interface Leases {
  /** Null where somebody else holds it. One whose holder fell silent is taken over. */
  take(name: string): Promise<Lease | null>;
}

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
  claims: ClaimRecords;
  made: MadeRecords;
  madeFolders: MadeFolderRecords;
  withdrawals: WithdrawalRecords;
  checks: CheckRecords;
  preferences: PreferenceRecords;
  jobs: Jobs;
}

export interface Store extends Records {
  leases: Leases;
  /** Under a lease nothing is recorded unless it is still held; then AppError conflict is thrown. */
  transaction<T>(work: (records: Records) => Promise<T>, options?: { lease?: Lease }): Promise<T>;
  ping(): Promise<void>;
}
