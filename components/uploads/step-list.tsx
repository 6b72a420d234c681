import { Circle, CircleCheck, CircleMinus, CircleX, Hourglass } from "lucide-react";
import { uploadMessages } from "#components/messages/upload-messages";
import { cn } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import { Spinner } from "#components/ui/spinner";
import { TimeLeft } from "#components/ui/time-left";
import { nextTryBefore } from "#lib/domain/retry-plans";
import { type StepRecord, type Upload, type UploadStep, uploadSteps } from "#lib/domain/upload";

const words = uploadMessages.steps;

/** The three steps of a run, in order: how each stands, how often it was tried, what went wrong last, and when it is tried again. */
export function StepList({ upload: { steps, waitsFor } }: { upload: Pick<Upload, "steps" | "waitsFor"> }) {
  return (
    <ol className="grid divide-line max-md:divide-y md:grid-cols-3 md:divide-x">
      {uploadSteps.map((step) => (
        <Step key={step} step={step} record={steps[step]} held={step === "links" && waitsFor !== null} />
      ))}
    </ol>
  );
}

/** `held`: it waits for another upload, not for a next try; what it waits for is said above. */
function Step({ step, record, held }: { step: UploadStep; record: StepRecord; held: boolean }) {
  const { state, attempts, error, at } = record;
  const next = held ? null : nextTryBefore(step, record);
  return (
    <li className="flex min-w-0 gap-2.5 px-3 py-2.5">
      <StepIcon state={state} again={attempts > 0} />
      <div className="min-w-0">
        <h3 className="font-medium">
          {words.names[step]} <span className="font-normal text-muted">— {wordsOf(record, held)}</span>
        </h3>
        <p className="text-xs text-faint">
          {at && state !== "waiting" ? <RelativeTime at={at} /> : words.about[step]}
          {attempts > 1 ? ` · ${words.tried(attempts)}` : ""}
        </p>
        {error && !held ? (
          <p className={cn("mt-1 text-xs wrap-anywhere", state === "failed" ? "text-bad" : "text-warn")}>
            <Sentence text={error} />
          </p>
        ) : null}
        {next !== null ? (
          <p className="mt-1 text-xs text-muted">
            {words.nextTry} <TimeLeft until={next} past={words.whenFree} />
          </p>
        ) : null}
      </div>
    </li>
  );
}

function wordsOf({ state, attempts, error }: StepRecord, held: boolean): string {
  switch (state) {
    case "waiting":
      if (held) return words.states.held;
      return attempts > 0 && error !== null ? words.states.again : words.states.waiting;
    case "running":
      return words.states.running;
    case "done":
      return error === null ? words.states.done : words.states.remark;
    case "failed":
      return words.states.failed;
    case "skipped":
      return words.states.skipped;
  }
}

function StepIcon({ state, again }: { state: StepRecord["state"]; again: boolean }) {
  const look = "mt-0.5 size-4 shrink-0";
  switch (state) {
    case "waiting":
      return again ? (
        <Hourglass aria-hidden="true" className={cn(look, "text-warn")} />
      ) : (
        <Circle aria-hidden="true" className={cn(look, "text-faint")} />
      );
    case "running":
      return <Spinner className={cn(look, "text-info")} />;
    case "done":
      return <CircleCheck aria-hidden="true" className={cn(look, "text-good")} />;
    case "failed":
      return <CircleX aria-hidden="true" className={cn(look, "text-bad")} />;
    case "skipped":
      return <CircleMinus aria-hidden="true" className={cn(look, "text-faint")} />;
  }
}
