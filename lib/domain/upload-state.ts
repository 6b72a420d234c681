import type { StepState, Upload } from "./upload.ts";

type UploadLabel =
  | "Queued"
  | "Waiting for another upload"
  | "Linking"
  | "Linked, waiting for ftrack"
  | "Telling supervisors"
  | "Done"
  | "Done, with problems"
  | "Failed"
  | "Cancelling"
  | "Cancelled"
  | "Withdrawing"
  | "Withdrawn"
  | "Withdrawn, not all of it"
  | "Withdrawal failed";

export interface UploadStateView {
  label: UploadLabel;
  /** `off`: over, and nothing is to be done about it, though it did not end as it began. */
  tone: "idle" | "busy" | "waiting" | "good" | "warn" | "bad" | "off";
  /** No step will run again by itself. */
  finished: boolean;
  /** Nothing at all goes on: finished, and nobody is withdrawing it. */
  settled: boolean;
}

type Named = Pick<UploadStateView, "label" | "tone">;
type Judged = Pick<Upload, "steps" | "counts" | "cancelled" | "withdrawal" | "waitsFor">;

/** What people call the state of an upload, from its steps and what became of its items. */
export function uploadState(upload: Judged): UploadStateView {
  const { steps, withdrawal } = upload;
  const finished = [steps.links, steps.ftrack, steps.report].every((step) => isOver(step.state));
  const withdrawing = withdrawal?.state === "waiting" || withdrawal?.state === "running";
  const named = withdrawnState(withdrawal) ?? linkingState(upload) ?? linkedState(upload);
  return { ...named, finished, settled: finished && !withdrawing };
}

function withdrawnState(withdrawal: Upload["withdrawal"]): Named | null {
  switch (withdrawal?.state) {
    case undefined:
      return null;
    case "waiting":
      return { label: "Withdrawing", tone: withdrawal.attempts > 0 ? "waiting" : "busy" };
    case "running":
      return { label: "Withdrawing", tone: "busy" };
    case "failed":
      return { label: "Withdrawal failed", tone: "bad" };
    case "done":
      return withdrawal.leftAlone.length > 0
        ? { label: "Withdrawn, not all of it", tone: "warn" }
        : { label: "Withdrawn", tone: "off" };
  }
}

/** Null once the links step is over. */
function linkingState({ steps: { links }, cancelled, waitsFor }: Judged): Named | null {
  if (isOver(links.state)) return null;
  if (cancelled !== null) return { label: "Cancelling", tone: "busy" };
  if (links.state === "running") return { label: "Linking", tone: "busy" };
  if (waitsFor !== null) return { label: "Waiting for another upload", tone: "waiting" };
  return links.attempts === 0 ? { label: "Queued", tone: "idle" } : { label: "Linking", tone: "waiting" };
}

function linkedState({ steps: { links, ftrack, report }, counts }: Judged): Named {
  // Somebody may have cancelled what was linked whole by then: that upload ends as any other.
  if (counts.cancelled > 0) return { label: "Cancelled", tone: restOf(ftrack.state, report.state) };
  const nothingLinked = counts.linked + counts.unchanged === 0 && counts.failed > 0;
  if (links.state === "failed" || nothingLinked) return { label: "Failed", tone: "bad" };
  if (!isOver(ftrack.state)) {
    return { label: "Linked, waiting for ftrack", tone: ftrack.state === "running" ? "busy" : "waiting" };
  }
  if (!isOver(report.state)) {
    return {
      label: "Telling supervisors",
      tone: report.state === "waiting" && report.attempts > 0 ? "waiting" : "busy",
    };
  }
  const problems = counts.failed > 0 || ftrack.state === "failed" || report.state === "failed";
  return problems ? { label: "Done, with problems", tone: "warn" } : { label: "Done", tone: "good" };
}

function restOf(...steps: readonly StepState[]): UploadStateView["tone"] {
  if (steps.includes("failed")) return "warn";
  return steps.every(isOver) ? "off" : "busy";
}

function isOver(state: StepState): boolean {
  return state === "done" || state === "failed" || state === "skipped";
}
