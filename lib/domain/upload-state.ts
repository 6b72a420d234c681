import type { StepState, Upload } from "./upload.ts";

type UploadLabel =
  | "Queued"
  | "Linking"
  | "Linked, waiting for ftrack"
  | "Telling supervisors"
  | "Done"
  | "Done, with problems"
  | "Failed";

export interface UploadStateView {
  label: UploadLabel;
  tone: "idle" | "busy" | "waiting" | "good" | "warn" | "bad";
  /** No step will run again by itself. */
  finished: boolean;
}

/** What people call the state of an upload, from its steps and what became of its items. */
export function uploadState({ steps, counts }: Pick<Upload, "steps" | "counts">): UploadStateView {
  const { links, ftrack, report } = steps;
  const finished = [links, ftrack, report].every((step) => isOver(step.state));
  if (!isOver(links.state)) {
    if (links.state === "running") return { label: "Linking", tone: "busy", finished };
    return links.attempts === 0
      ? { label: "Queued", tone: "idle", finished }
      : { label: "Linking", tone: "waiting", finished };
  }
  const nothingLinked = counts.linked + counts.unchanged === 0 && counts.failed > 0;
  if (links.state === "failed" || nothingLinked) return { label: "Failed", tone: "bad", finished };
  if (!isOver(ftrack.state)) {
    return { label: "Linked, waiting for ftrack", tone: ftrack.state === "running" ? "busy" : "waiting", finished };
  }
  if (!isOver(report.state)) {
    return {
      label: "Telling supervisors",
      tone: report.state === "waiting" && report.attempts > 0 ? "waiting" : "busy",
      finished,
    };
  }
  const problems = counts.failed > 0 || ftrack.state === "failed" || report.state === "failed";
  return problems
    ? { label: "Done, with problems", tone: "warn", finished }
    : { label: "Done", tone: "good", finished };
}

function isOver(state: StepState): boolean {
  return state === "done" || state === "failed" || state === "skipped";
}
