import type { StorageRoot } from "#lib/domain/configuration";
import type { FolderHoldings } from "#lib/domain/plan-tree";
import type { HeadState, SourceFacts } from "#lib/domain/source";
import type { DestinationFacts, TargetFacts } from "#lib/domain/target";
import type { UploadLink } from "#lib/domain/upload";

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
