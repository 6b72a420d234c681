const dayMs = 24 * 60 * 60 * 1000;

/** The day whose night began last: "2026-11-22" from `at` ("02:30") of that day on, in the zone. */
export function nightOf(now: Date, at: string, timeZone: string): string {
  const wall = wallTime(now.getTime(), timeZone);
  const today = dayOf(wall);
  return now.getTime() >= momentOf(today, at, timeZone).getTime() ? today : dayOf(wall - dayMs);
}

/** When that night begins. Where clocks are put forward over the hour, as if they had not been. */
export function momentOf(night: string, at: string, timeZone: string): Date {
  const wall = Date.parse(`${night}T${at}:00Z`);
  const near = wall - aheadBy(wall, timeZone);
  return new Date(wall - aheadBy(near, timeZone));
}

function dayOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
function aheadBy(moment: number, timeZone: string): number {
  return wallTime(moment, timeZone) - Math.floor(moment / 1000) * 1000;
}

/** What the zone's clocks show at that moment, as if they showed UTC. */
function wallTime(moment: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  formats.set(timeZone, format);
  return format;
}
