import type { Answer } from "./answer.ts";
import type { Deliverable, KnownRange } from "./deliverable.ts";
import type { VersionRow } from "./desk.ts";
import type { UploadId } from "./ids.ts";
import type { JudgedSource } from "./judge-source.ts";
import type { PathForm } from "./path-forms.ts";
import { nameOf } from "./posix-path.ts";
import { completeness, framesIn, parsePattern, rangesOf, writeRanges } from "./sequence.ts";
import type { SourceFacts } from "./source.ts";
import type { ItemState, Upload, UploadItem } from "./upload.ts";
import { type UploadStateView, uploadState } from "./upload-state.ts";
import type { UploadType } from "./upload-type.ts";

/** A note on the version in ftrack. */
export interface VersionNote {
  id: string;
  /** Null where ftrack names nobody. */
  author: string | null;
  /** ISO 8601, UTC; null where ftrack has none. */
  date: string | null;
  content: string;
  /** The note that it answers. */
  replyTo: string | null;
}

/** An upload that held this deliverable, and what became of it there. */
export interface EarlierUpload {
  id: UploadId;
  /** ISO 8601, UTC. */
  submittedAt: string;
  actor: string;
  uploadType: UploadType;
  state: Pick<UploadStateView, "label" | "tone">;
  item: ItemState;
  /** Why it failed or was left out. */
  reason: string | null;
  /** Where it was linked to, or the upload's destination. */
  path: string;
  frames: string;
}

/** What stands on disk, as the preview would judge it. Ranges as "1001-1004, 1010"; "" where there are none. */
export interface FramesOnDisk {
  /** `ready`: the files can be linked as they are. */
  state: "ready" | "missing" | "incomplete";
  known: KnownRange | null;
  /** Frames on disk; 1 for a single file that is there. */
  count: number;
  frames: string;
  missing: string;
  missingCount: number;
  extra: string;
  /** Bytes on disk. */
  bytes: number;
  reasons: readonly string[];
  warnings: readonly string[];
}

/** All about one deliverable. Each part that is asked of another system may fail alone. */
export interface VersionDetail {
  row: VersionRow;
  /** Ways to write the source path; none where there is no source path. */
  paths: readonly PathForm[];
  frames: Answer<FramesOnDisk>;
  notes: Answer<readonly VersionNote[]>;
  uploads: Answer<readonly EarlierUpload[]>;
}

/** What the disk holds of a deliverable. `source` is null where ftrack names no place that this server can reach. */
export function framesOnDisk(
  deliverable: Pick<Deliverable, "kind" | "knownRange">,
  source: SourceFacts | null,
  judged: JudgedSource,
): FramesOnDisk {
  const { knownRange: known } = deliverable;
  const state: FramesOnDisk["state"] = judged.stopped ?? "ready";
  const reasons = judged.stopped === null ? [] : judged.reasons;
  const none = { count: 0, frames: "", missing: "", missingCount: 0, extra: "", bytes: 0 };
  const said = { state, known, reasons, warnings: judged.warnings };
  if (source?.state !== "found") return { ...said, ...none };
  const pattern = deliverable.kind === "sequence" ? parsePattern(source.path) : null;
  if (pattern === null) {
    const file = source.files.find(({ name }) => name === nameOf(source.path));
    return { ...said, ...none, count: file ? 1 : 0, bytes: file?.size ?? 0 };
  }
  const { frames, missing, extra } = completeness({ known, files: source.files, pattern });
  return {
    ...said,
    count: frames.length,
    frames: writeRanges(rangesOf(frames.map(({ frame }) => frame))),
    missing: writeRanges(missing),
    missingCount: framesIn(missing),
    extra: writeRanges(extra),
    bytes: frames.reduce((sum, { file }) => sum + file.size, 0),
  };
}

export function earlierUploadOf(upload: Upload, item: UploadItem): EarlierUpload {
  const { label, tone } = uploadState(upload);
  return {
    id: upload.id,
    submittedAt: upload.submittedAt,
    actor: upload.actor.name,
    uploadType: upload.uploadType,
    state: { label, tone },
    item: item.state,
    reason: item.reason,
    path: item.targetPath ?? upload.destination,
    frames: item.frames,
  };
}
