import { workMessages as words } from "#components/messages/work-messages";
import { Progress } from "#components/ui/progress";
import { Spinner } from "#components/ui/spinner";
import { progressWords } from "#lib/domain/long-work";
import type { Work } from "./use-work.ts";

/** How far work is that takes long, and what one may do meanwhile. */
export function WorkWaiting({ work }: { work: Work }) {
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-surface px-3 py-2.5">
      <p role="status" className="font-medium">
        {words.takesAWhile(work.kind)}
      </p>
      <WorkProgressBar work={work} />
      <p className="text-muted">{words.mayClose}</p>
    </div>
  );
}

/** A bar while files are counted, as far as it is known how many there are, and words in any case. */
export function WorkProgressBar({ work: { kind, progress, cancelling } }: { work: Work }) {
  const counted = progress?.phase === "files" && progress.of > 0 ? progress : null;
  const said = cancelling ? words.cancelling : progress ? progressWords(progress) : words.begun[kind];
  return (
    <div className="flex min-w-0 grow flex-col gap-1">
      <p className="flex items-center gap-2">
        {counted ? null : <Spinner />}
        {said}
      </p>
      {counted ? <Progress value={counted.done} max={counted.of} label={words.begun[kind]} /> : null}
    </div>
  );
}
