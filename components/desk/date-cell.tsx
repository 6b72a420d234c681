"use client";

// Made once: a formatter for each cell of a scrolling table costs more than the cell.
const formats: { short?: Intl.DateTimeFormat; full?: Intl.DateTimeFormat } = {};

/** A date in the reader's locale and zone. Only for what is drawn in the browser: the server knows neither. */
export function DateCell({ at }: { at: string }) {
  formats.full ??= new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
  const date = new Date(at);
  return (
    <time dateTime={at} title={formats.full.format(date)}>
      {dateText(at)}
    </time>
  );
}

/** The date as the cell shows it. */
export function dateText(at: string): string {
  formats.short ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  return formats.short.format(new Date(at));
}
