import type { Person } from "#lib/domain/actor";
import type { SentMarks } from "#lib/domain/already-sent";
import type { ComponentId, ProjectId, UploadId } from "#lib/domain/ids";
import type { StateFilter } from "#lib/domain/state-filter";
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

export interface NewUpload {
  upload: Omit<
    Upload,
    | "steps"
    | "counts"
    | "linksDone"
    | "underway"
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
  /** Every upload that holds this component, with its item there, the newest first; the newest hundred. */
  ofComponent(id: ComponentId): Promise<{ upload: Upload; item: UploadItem }[]>;
  /** Newest first. */
  list(filter: UploadFilter, page: { offset: number; limit: number }): Promise<{ uploads: Upload[]; total: number }>;
  setStep(id: UploadId, step: UploadStep, change: Partial<StepRecord>): Promise<void>;
  setItems(
    id: UploadId,
    positions: readonly number[],
    change: { state?: ItemState; reason?: string | null; noteId?: string | null },
  ): Promise<void>;
  /** `underway`: links made so far in the folders that are worked on. */
  setLinksDone(id: UploadId, linksDone: number, underway?: Readonly<Record<string, number>>): Promise<void>;
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

/** Folders that uploads made, by the target folder that they were made for: written down before they are made. */
export interface MadeFolderRecords {
  /** Before: whatever becomes of the process now, it is known what it may have made. */
  willMake(id: UploadId, folder: string, paths: readonly string[]): Promise<void>;
  /** After: of what was made for that target folder, this stays. */
  settle(id: UploadId, folder: string, stay: readonly string[]): Promise<void>;
  of(id: UploadId): Promise<{ folder: string; path: string }[]>;
  /** Those of these folders that any upload made. */
  amongThose(paths: readonly string[]): Promise<string[]>;
  /** Uploads that are over with linking and have folders on record that were made for target folders in which nothing is linked. */
  leftByThoseDone(): Promise<UploadId[]>;
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

/** What uploads keep for themselves while they link: hashes of target folders and of components. Call them in a transaction. */
export interface ClaimRecords {
  /** Takes all of the keys or none. Gives a key that another upload has, and which; null where all are this upload's now. */
  take(id: UploadId, keys: readonly string[]): Promise<{ key: string; uploadId: UploadId } | null>;
  /** Gives up all that this upload took, and its waiting for others. Gives the uploads that wait for it. */
  release(id: UploadId): Promise<UploadId[]>;
}
