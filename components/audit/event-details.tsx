import { detailsLines } from "./details-lines.ts";

/** The first of what else is known of an event; opens to all of it. Nothing where there is no more. */
export function EventDetails({ details }: { details: Readonly<Record<string, unknown>> }) {
  const lines = detailsLines(details);
  if (lines.length === 0) return null;
  return (
    <details>
      <summary className="truncate rounded-sm py-0.5 text-muted hover:text-ink">
        {lines
          .slice(0, 4)
          .map(({ name, value }) => `${name} ${value.replace(/\s+/g, " ")}`)
          .join(" · ")}
      </summary>
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
