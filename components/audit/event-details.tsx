import { detailsLines } from "./details-lines.ts";

/** Opens to what else is known of an event; nothing where there is no more. */
export function EventDetails({ details }: { details: Readonly<Record<string, unknown>> }) {
  const lines = detailsLines(details);
  if (lines.length === 0) return <span className="text-faint">—</span>;
  return (
    <details>
      <summary className="w-max rounded-sm py-0.5 text-muted hover:text-ink">Details</summary>
      <dl className="mt-1 mb-2 grid max-w-xl gap-x-4 gap-y-1 text-xs sm:grid-cols-[auto_1fr]">
        {lines.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className="min-w-0 whitespace-pre-wrap wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
