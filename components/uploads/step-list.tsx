import { Circle, CircleCheck, CircleMinus, CircleX, Hourglass } from "lucide-react";
import { cn } from "#components/ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import { Spinner } from "#components/ui/spinner";
import { type StepRecord, type Upload, type UploadStep, uploadSteps } from "#lib/domain/upload";

const titles: Readonly<Record<UploadStep, { name: string; about: string }>> = {
  links: { name: "Links", about: "Symbolic links in the destination" },
  ftrack: { name: "ftrack", about: "Notes and metadata on the versions" },
  report: { name: "Report", about: "Email to the supervisors" },
};

/** The three steps of a run, in order: how each stands, how often it was tried, and what went wrong last. */
export function StepList({ steps }: { steps: Upload["steps"] }) {
  return (
    <ol className="grid divide-line max-md:divide-y md:grid-cols-3 md:divide-x">
      {uploadSteps.map((step) => (
        <li key={step} className="flex min-w-0 gap-2.5 px-3 py-2.5">
          <StepIcon record={steps[step]} />
          <div className="min-w-0">
            <h3 className="font-medium">
              {titles[step].name} <span className="font-normal text-muted">— {wordsOf(steps[step])}</span>
            </h3>
            <p className="text-xs text-faint">
              {steps[step].at && steps[step].state !== "waiting" ? (
                <RelativeTime at={steps[step].at} />
              ) : (
                titles[step].about
              )}
              {steps[step].attempts > 1 ? ` · tried ${steps[step].attempts} times` : ""}
            </p>
            {steps[step].error ? (
              <p className="mt-1 text-xs wrap-anywhere text-bad">
                <Sentence text={steps[step].error} />
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function wordsOf({ state, attempts }: StepRecord): string {
  switch (state) {
    case "waiting":
      return attempts > 0 ? "will be tried again" : "waiting";
    case "running":
      return "under way";
    case "done":
      return "done";
    case "failed":
      return "failed";
    case "skipped":
      return "nothing to do";
  }
}

function StepIcon({ record: { state, attempts } }: { record: StepRecord }) {
  const look = "mt-0.5 size-4 shrink-0";
  switch (state) {
    case "waiting":
      return attempts > 0 ? (
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
