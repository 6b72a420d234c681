import { CircleCheck, CircleX } from "lucide-react";
import { statusMessages as words } from "#components/messages/status-messages";
import { Sentence } from "#components/ui/sentence";
import { Skeleton } from "#components/ui/skeleton";

export interface Part {
  name: "ftrack" | "events" | "directory" | "database" | "mail" | "storage";
  ok: boolean;
  sentence: string;
}

const row = "flex min-h-10 items-start gap-3 px-3 py-2.5";

/** Each outside system, and whether it answers now. */
export function PartList({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {parts.map(({ name, ok, sentence }) => (
        <li key={name} className={row}>
          {ok ? (
            <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good" />
          ) : (
            <CircleX aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-bad" />
          )}
          <h3 className="w-24 shrink-0 font-medium">{words.parts[name]}</h3>
          <p className="min-w-0 wrap-anywhere">
            <span className={ok ? "text-good" : "font-medium text-bad"}>{ok ? words.ok : words.problem}</span>{" "}
            <span className="text-muted">
              <Sentence text={sentence} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

export function PartListSkeleton() {
  return (
    <ul aria-label={words.asking} className="divide-y divide-line rounded-md border border-line bg-surface">
      {Object.entries(words.parts).map(([name, title]) => (
        <li key={name} className={row}>
          <Skeleton className="mt-0.5 size-4 rounded-full" />
          <h3 className="w-24 shrink-0 font-medium">{title}</h3>
          <Skeleton className="mt-0.5 w-64 max-w-full" />
        </li>
      ))}
    </ul>
  );
}
