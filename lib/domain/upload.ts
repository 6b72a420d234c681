import type { Person } from "./actor.ts";
import type { ProjectId, UploadId } from "./ids.ts";
import type { Consents, ItemVerdict, LinkVerdict } from "./plan.ts";
import type { UploadType } from "./upload-type.ts";

/** The three steps of a run, in order; each is retried alone. */
export const uploadSteps = ["links", "ftrack", "report"] as const;
export type UploadStep = (typeof uploadSteps)[number];

/** `waiting`: not begun, or to be tried again; `failed`: will not be tried again by itself; `skipped`: nothing to do. */
export type StepState = "waiting" | "running" | "done" | "failed" | "skipped";

export interface StepRecord {
  state: StepState;
  attempts: number;
  /** The last error's sentence, kept until the step is done. */
  error: string | null;
  /** ISO 8601, UTC, of the last change. */
  at: string | null;
}

/**
 * `left-out`: the plan said why, and the artist saw it before the upload; `cancelled`: somebody stopped the upload before
 * its turn came; `withdrawn`: it was linked, and its links were taken back later.
 */
export type ItemState = "waiting" | "linked" | "unchanged" | "failed" | "left-out" | "cancelled" | "withdrawn";

/** A count for every state, nought where none is given. */
export function countsOf(counts: Readonly<Partial<Record<ItemState, number>>>): Record<ItemState, number> {
  return { waiting: 0, linked: 0, unchanged: 0, failed: 0, "left-out": 0, cancelled: 0, withdrawn: 0, ...counts };
}

export interface UploadItem {
  /** 0-based place in the upload. */
  position: number;
  componentId: string;
  versionId: string;
  versionName: string;
  taskId: string | null;
  department: string;
  sequence: string;
  shot: string;
  assetName: string;
  extension: string;
  camera: string | null;
  frames: string;
  /** Names as they were when the upload was submitted. */
  versionStatus: string;
  taskStatus: string;
  sourcePath: string | null;
  targetPath: string | null;
  folder: string | null;
  linkCount: number;
  bytes: number;
  verdict: ItemVerdict;
  warnings: readonly string[];
  state: ItemState;
  /** Why it failed or was left out; null otherwise. */
  reason: string | null;
  /** The note in ftrack; null until it is written. */
  noteId: string | null;
}

/** What the run needs of a planned link. */
export interface UploadLink {
  name: string;
  source: string;
  text: string;
  verdict: Extract<LinkVerdict, "new" | "unchanged" | "replace">;
  replaces: string | null;
  size: number;
  mtimeNs: string;
}

/** The durable record of a submitted plan, and its run. */
export interface Upload {
  id: UploadId;
  /** ISO 8601, UTC. */
  submittedAt: string;
  finishedAt: string | null;
  actor: Person;
  address: string | null;
  project: { id: ProjectId; name: string };
  uploadType: UploadType;
  destination: string;
  comment: string;
  consents: Consents;
  digest: string;
  /** sha256 of the configuration that it was submitted under. */
  configurationHash: string;
  supervisors: readonly Person[];
  messageId: string;
  steps: Readonly<Record<UploadStep, StepRecord>>;
  counts: Readonly<Record<ItemState, number>>;
  linksPlanned: number;
  linksDone: number;
  /** Links made so far in each folder that is worked on right now. */
  underway: Readonly<Record<string, number>>;
  /** Who stopped it, and when; what was linked before stays. */
  cancelled: { by: Person; at: string } | null;
  withdrawal: Withdrawal | null;
  /** The newest look at whether its links still stand. */
  check: UploadCheck | null;
  /** How many times failed items were tried again by hand. */
  round: number;
  /** The upload that has to end its links first: it writes to the same place. */
  waitsFor: UploadId | null;
  /** Orders readings, whoever made them: of two of one upload, the one with the greater number knows more. */
  asOf: number;
}

/** The taking back of what an upload made: only links that are still as it made them, then its empty folders. */
export interface Withdrawal {
  by: Person;
  /** ISO 8601, UTC, of the wish. */
  askedAt: string;
  /** In the person's words. */
  reason: string;
  state: "waiting" | "running" | "done" | "failed";
  attempts: number;
  error: string | null;
  linksRemoved: number;
  foldersRemoved: readonly string[];
  /** What was not removed, each with the reason. */
  leftAlone: readonly { path: string; reason: string }[];
  ftrackTold: boolean;
  reportSent: boolean;
  /** ISO 8601, UTC, of the last change. */
  at: string;
}

export type FindingKind =
  | "link-gone"
  | "link-changed"
  | "source-gone"
  | "source-changed"
  | "source-archived"
  | "unreadable";

/** What is not as the upload made it. */
export interface LinkFinding {
  kind: FindingKind;
  /** 0-based place of the item. */
  position: number;
  /** The link. */
  path: string;
  detail: string;
}

/** One look at all links of an upload. `by` null: the nightly watch. */
export interface UploadCheck {
  /** ISO 8601, UTC. */
  at: string;
  by: Person | null;
  /** Links looked at. */
  links: number;
  counts: Readonly<Partial<Record<FindingKind, number>>>;
  /** The first of them; `counts` has them all. */
  findings: readonly LinkFinding[];
}
