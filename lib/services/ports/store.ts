import type { Answer } from "#lib/domain/answer";
import type { AuditEvent, AuditKind, RecordedAuditEvent } from "#lib/domain/audit";
import type { Errand } from "#lib/domain/errand";
import type { PresetId, ProjectId, UploadId, WorkId } from "#lib/domain/ids";
import type { WorkKind, WorkProgress, WorkState } from "#lib/domain/long-work";
import type { PreferenceName } from "#lib/domain/preferences";
import type { Preset } from "#lib/domain/preset";
import type { UploadStep } from "#lib/domain/upload";
import type { Account } from "./directory.ts";
import type {
  CheckRecords,
  ClaimRecords,
  MadeFolderRecords,
  MadeRecords,
  UploadRecords,
  WithdrawalRecords,
} from "./upload-records.ts";

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

/** What a person keeps of the desk: nothing that decides anything. */
export interface PreferenceRecords {
  /** Everything that is kept for this person, as it was stored. */
  of(username: string): Promise<ReadonlyMap<string, unknown>>;
  set(username: string, name: PreferenceName, value: unknown): Promise<void>;
}

/** Selections that got a name. */
export interface PresetRecords {
  /** Those of a project that are this person's own or shared, by name. */
  visible(project: ProjectId, username: string): Promise<Preset[]>;
  /** The preset, kept from being changed by others until the transaction ends. */
  lock(id: PresetId): Promise<Preset | null>;
  /** Writes it anew, or over the one of that id: project and owner stay. Throws AppError conflict where its owner has that name twice. */
  put(preset: Preset): Promise<void>;
  remove(id: PresetId): Promise<void>;
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
  presets: PresetRecords;
  jobs: Jobs;
}

export interface Store extends Records {
  leases: Leases;
  /** Under a lease nothing is recorded unless it is still held; then AppError conflict is thrown. */
  transaction<T>(work: (records: Records) => Promise<T>, options?: { lease?: Lease }): Promise<T>;
  ping(): Promise<void>;
}
