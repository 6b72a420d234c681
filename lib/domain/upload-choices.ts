import { counted, listed } from "./sentences.ts";
import type { StepState, Upload, UploadStep } from "./upload.ts";
import { withdrawalProblem } from "./withdrawal.ts";

/** What a retry would try: items whose links failed, after which ftrack and the supervisors are told; or steps alone. */
export interface RetryOffer {
  items: number;
  steps: readonly Exclude<UploadStep, "links">[];
}

/** What can be done with an upload as it stands, whoever asks. The services ask the records once more. */
export interface UploadChoices {
  cancel: boolean;
  /** Null where there is nothing to try again. */
  retry: RetryOffer | null;
  withdraw: boolean;
  verify: boolean;
}

export function uploadChoices(upload: Upload): UploadChoices {
  const { steps, counts, cancelled, withdrawal } = upload;
  const linksOver = isOver(steps.links.state);
  const withdrawing = withdrawal?.state === "waiting" || withdrawal?.state === "running";
  return {
    cancel: !linksOver && cancelled === null,
    retry: retryOffer(upload),
    // The zone only matters to the sentence.
    withdraw: withdrawalProblem(upload, "UTC") === null,
    verify: linksOver && !withdrawing && counts.linked > 0,
  };
}

function retryOffer({ finishedAt, withdrawal, cancelled, counts, steps }: Upload): RetryOffer | null {
  if (finishedAt === null || withdrawal !== null) return null;
  const items = cancelled === null ? counts.failed : 0;
  if (items > 0) return { items, steps: ["ftrack", "report"] };
  const failed = (["ftrack", "report"] as const).filter((step) => steps[step].state === "failed");
  return failed.length === 0 ? null : { items: 0, steps: failed };
}

/** What is tried, for a button: "3 versions", "ftrack and the report". */
export function retryWords({ items, steps }: RetryOffer): string {
  if (items > 0) return counted(items, "version");
  return listed(steps.map((step) => (step === "report" ? "the report" : step)));
}

/** What a retry does, in a sentence or two. */
export function retrySentence({ items, steps }: RetryOffer): string {
  if (items > 0) {
    const what = items === 1 ? "The version that failed is" : `The ${counted(items, "version")} that failed are`;
    return `${what} linked if all is still as it was planned; then ftrack and the supervisors are told.`;
  }
  const told = { ftrack: "ftrack is told of what was linked", report: "The report is sent" };
  const [first, second] = steps.map((step) => told[step]);
  return `${first ?? ""}${second === undefined ? "" : ", then the report is sent"}. No link is touched.`;
}

function isOver(state: StepState): boolean {
  return state === "done" || state === "failed" || state === "skipped";
}
