import { RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import { counted, verb } from "#lib/domain/sentences";
import type { Withdrawal } from "#lib/domain/upload";

/** Who withdrew an upload, why, and what came of it: how much was removed, and what was left for which reason. */
export function WithdrawalState({ withdrawal }: { withdrawal: Withdrawal }) {
  const { by, askedAt, reason, state, attempts, error, linksRemoved, foldersRemoved, leftAlone } = withdrawal;
  const over = state === "done" || state === "failed";
  const folders = foldersRemoved.length === 0 ? "" : ` and ${counted(foldersRemoved.length, "folder")}`;
  const removed = `${counted(linksRemoved, "link")}${folders} ${verb(linksRemoved + foldersRemoved.length, "was", "were")} removed`;
  return (
    <div className="flex flex-col gap-1">
      <p>
        {asked[state]} by <strong className="font-semibold">{by.name}</strong>, <RelativeTime at={askedAt} />, because:
      </p>
      <p className="border-l-2 border-line-strong pl-2 wrap-anywhere whitespace-pre-wrap">{reason}</p>
      <p>
        {removed}
        {over ? "." : " so far."} {toldWords(withdrawal)}
      </p>
      {error ? (
        <p className={state === "failed" ? "text-bad" : "text-warn"}>
          <Sentence text={error} />
          {over ? null : ` Tried ${counted(attempts, "time")}; it is tried again by itself.`}
        </p>
      ) : null}
      <LeftAlone leftAlone={leftAlone} />
    </div>
  );
}

const asked: Readonly<Record<Withdrawal["state"], string>> = {
  waiting: "Being withdrawn",
  running: "Being withdrawn",
  done: "Withdrawn",
  failed: "Asked to be withdrawn",
};

function toldWords({ state, ftrackTold, reportSent }: Withdrawal): string {
  if (ftrackTold && reportSent) return "ftrack and the supervisors were told.";
  if (ftrackTold) return state === "done" ? "ftrack was told; nobody could be sent a report." : "ftrack was told.";
  if (reportSent) return "The supervisors were told; ftrack was not yet.";
  return "";
}

const shown = 5;

/** What stayed, by reason; a great deal of it is folded away. */
function LeftAlone({ leftAlone }: Pick<Withdrawal, "leftAlone">) {
  if (leftAlone.length === 0) return null;
  const byReason = [...Map.groupBy(leftAlone, ({ reason }) => reason)];
  return (
    <details open={leftAlone.length <= shown}>
      <summary className="rounded-sm font-medium text-warn">What was left, and why ({leftAlone.length})</summary>
      <ul className="mt-1 flex flex-col gap-2 pl-3">
        {byReason.map(([reason, alike]) => (
          <li key={reason} className="min-w-0">
            <p>
              <Sentence text={reason} />
            </p>
            {alike.map(({ path }) => (
              <code key={path} className="block font-mono text-2xs wrap-anywhere text-muted">
                {path}
              </code>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
