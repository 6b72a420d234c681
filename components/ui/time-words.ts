import { uiMessages } from "#components/messages/ui-messages";

const steps = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
] as const;

const server = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** What stands there until the reader's locale and zone are known: "22 Nov 2026, 17:04 UTC". */
export function serverTime(at: string): string {
  return uiMessages.inUtc(server.format(new Date(at)));
}

/** Date and time in full, with seconds and zone, in a locale; the reader's own where none is given. */
export function fullTime(at: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long", timeZone }).format(new Date(at));
}

/** Date and time as a table shows them. */
export function shortTime(at: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(at));
}

/** The same with seconds, for records. */
export function recordTime(at: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone }).format(new Date(at));
}

/** "3 minutes ago" up to a week, then the date. `now` in milliseconds since the epoch. */
export function relativeTime(at: string, now: number, locale?: string, timeZone?: string): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const distance = Math.abs(seconds);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (distance < 45) return words.format(0, "second");
  if (distance >= 7 * 86_400) return shortTime(at, locale, timeZone);
  const step = steps.find((candidate) => distance >= candidate.seconds) ?? steps[2];
  return words.format(Math.round(seconds / step.seconds), step.unit);
}
