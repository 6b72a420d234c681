import { Progress } from "#components/ui/progress";
import { Spinner } from "#components/ui/spinner";
import { progressWords } from "#lib/domain/long-work";
import type { Work } from "./use-work.ts";

const begun = { preview: "The preview is being made", submit: "The upload is being submitted" } as const;

/** How far work is that takes long, and what one may do meanwhile. */
export function WorkWaiting({ work }: { work: Work }) {
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-surface px-3 py-2.5">
      <p role="status" className="font-medium">
        {begun[work.kind]}. It takes a while.
      </p>
      <WorkProgressBar work={work} />
      <p className="text-muted">You may close this and go on: it is kept for you on this page.</p>
    </div>
  );
}

/** A bar while files are counted, as far as it is known how many there are, and words in any case. */
export function WorkProgressBar({ work: { kind, progress, cancelling } }: { work: Work }) {
  const counted = progress?.phase === "files" && progress.of > 0 ? progress : null;
  const words = cancelling ? "Cancelling…" : progress ? progressWords(progress) : begun[kind];
  return (
    <div className="flex min-w-0 grow flex-col gap-1">
      <p className="flex items-center gap-2">
        {counted ? null : <Spinner />}
        {words}
      </p>
      {counted ? <Progress value={counted.done} max={counted.of} label={begun[kind]} /> : null}
    </div>
  );
}
