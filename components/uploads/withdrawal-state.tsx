import { withdrawalMessages as words } from "#components/messages/withdraw-messages";
import { RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import type { Withdrawal } from "#lib/domain/upload";

/** Who withdrew an upload, why, and what came of it: how much was removed, and what was left for which reason. */
export function WithdrawalState({ withdrawal }: { withdrawal: Withdrawal }) {
  const { by, askedAt, reason, state, attempts, error, linksRemoved, foldersRemoved, leftAlone } = withdrawal;
  const over = state === "done" || state === "failed";
  return (
    <div className="flex flex-col gap-1">
      <p>
        {words.askedBy[state]} <strong className="font-semibold">{by.name}</strong>, <RelativeTime at={askedAt} />
        {words.because}
      </p>
      <p className="border-l-2 border-line-strong pl-2 wrap-anywhere whitespace-pre-wrap">{reason}</p>
      <p>
        {words.removed(linksRemoved, foldersRemoved.length, over)} {toldWords(withdrawal)}
      </p>
      {error ? (
        <p className={state === "failed" ? "text-bad" : "text-warn"}>
          <Sentence text={error} />
          {over ? null : ` ${words.tried(attempts)}`}
        </p>
      ) : null}
      <LeftAlone leftAlone={leftAlone} />
    </div>
  );
}

function toldWords({ state, ftrackTold, reportSent }: Withdrawal): string {
  if (ftrackTold && reportSent) return words.told.all;
  if (ftrackTold) return state === "done" ? words.told.ftrackOnly : words.told.ftrackSoFar;
  if (reportSent) return words.told.supervisorsSoFar;
  return "";
}

const shown = 5;

/** What stayed, by reason; a great deal of it is folded away. */
function LeftAlone({ leftAlone }: Pick<Withdrawal, "leftAlone">) {
  if (leftAlone.length === 0) return null;
  const byReason = [...Map.groupBy(leftAlone, ({ reason }) => reason)];
  return (
    <details open={leftAlone.length <= shown}>
      <summary className="rounded-sm font-medium text-warn">{words.left(leftAlone.length)}</summary>
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
