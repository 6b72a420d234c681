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

/** `left-out`: the plan said why, and the artist saw it before the upload. */
export type ItemState = "waiting" | "linked" | "unchanged" | "failed" | "left-out";

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
}
