// Made once: a formatter for each cell of a scrolling table costs more than the cell.
const formats: { time?: Intl.DateTimeFormat; day?: Intl.DateTimeFormat } = {};

/** When something was sent, short: the time of today, else the day. In the reader's locale and zone. */
export function sentTime(at: string, now: Date = new Date()): string {
  formats.time ??= new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
  formats.day ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
  const date = new Date(at);
  const isToday = formats.day.format(date) === formats.day.format(now);
  return (isToday ? formats.time : formats.day).format(date);
}
