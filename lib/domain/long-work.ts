import type { WorkId } from "./ids.ts";
import { counted } from "./sentences.ts";

/** Work for a person that may take longer than any proxy waits for an answer. */
export type WorkKind = "preview" | "submit";

/**
 * `ftrack`: versions are asked for; `files`: sources are looked for; `heads`: some are opened; `targets`: the destination
 * is looked at; `plan`: the rest.
 */
export type WorkPhase = "ftrack" | "files" | "heads" | "targets" | "plan";

/** How far it is. `of` is 0 where nobody knows how much there is. */
export interface WorkProgress {
  phase: WorkPhase;
  done: number;
  of: number;
}

/** What comes back at once: the result, or under which id it goes on. */
export type Lasting<T> = { status: "finished"; value: T } | { status: "running"; id: WorkId };

/** `finished`: its answer can be fetched; `broken-off`: the server that worked on it is gone. */
export type WorkState =
  | { status: "running"; kind: WorkKind; progress: WorkProgress; cancelled: boolean }
  | { status: "finished" }
  | { status: "broken-off"; kind: WorkKind };

/** What whoever does the work tells and asks meanwhile. */
export interface WorkWatch {
  /** What is submitted gets this id. */
  id: WorkId;
  onProgress(progress: WorkProgress): void;
  /** Aborted, with an AppError as its reason, once nobody wants the result any more. */
  signal: AbortSignal;
}

/** Milliseconds without a sign of life after which the server that worked on it counts as gone. */
export const workSilenceMs = 20_000;

/** "1,240 of 9,000 files looked at". */
export function progressWords({ phase, done, of }: WorkProgress): string {
  switch (phase) {
    case "ftrack":
      return of > 0 ? `Asking ftrack about ${counted(of, "version")}` : "Asking ftrack";
    case "files":
      return of > 0
        ? `${done.toLocaleString("en-US")} of ${counted(of, "file")} looked at`
        : `${counted(done, "file")} looked at`;
    case "heads":
      return "Checking what is in the files";
    case "targets":
      return "Looking at the destination";
    case "plan":
      return "Putting the plan together";
  }
}
