const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment for people, with its zone: "22 Nov 2026, 18:04:29 UTC". Takes ISO 8601 or a Date, and an IANA zone. Throws RangeError on an unknown zone. */
export function zonedTime(at: string | Date, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part("day")} ${part("month").slice(0, 3)} ${part("year")}, ${part("hour")}:${part("minute")}:${part("second")} ${part("timeZoneName")}`;
}

/** The day of a moment in a zone: "2026-11-22". */
export function zonedDay(at: string | Date, timeZone: string): string {
  const part = partsOf(at, timeZone);
  const month = new Intl.DateTimeFormat("en-GB", { month: "2-digit", timeZone }).format(new Date(at));
  return `${part("year")}-${month}-${part("day").padStart(2, "0")}`;
}

/** The time of day of a moment in a zone: "20:13". */
export function zonedClock(at: string | Date, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part("hour")}:${part("minute")}`;
}

/** Whether the runtime knows the zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatFor(timeZone);
    return true;
  } catch {
    return false;
  }
}

function partsOf(at: string | Date, timeZone: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = formatFor(timeZone).formatToParts(new Date(at));
  return (type) => parts.find((part) => part.type === type)?.value ?? "";
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
    timeZoneName: "short",
  });
  formats.set(timeZone, format);
  return format;
}
