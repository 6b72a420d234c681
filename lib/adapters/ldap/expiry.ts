import type { Entry } from "ldapts";
import { firstOf } from "./entries.ts";

/** Attributes that say when an account ends: Active Directory's, OpenLDAP's, and that of POSIX accounts. */
export const expiryAttributes = ["accountExpires", "pwdEndTime", "shadowExpire"] as const;

/** Milliseconds from 1601, where Active Directory begins to count, to 1970. */
const windowsEpochMs = 11_644_473_600_000;
const never = new Set(["0", "9223372036854775807"]);
const dayMs = 86_400_000;

/** Whether the account's own end has passed. A password that has expired is another matter. */
export function hasExpired(entry: Entry, now: Date): boolean {
  const ends = [
    windowsTime(firstOf(entry, "accountExpires")),
    generalizedTime(firstOf(entry, "pwdEndTime")),
    shadowDay(firstOf(entry, "shadowExpire")),
  ];
  return ends.some((end) => end !== null && end <= now.getTime());
}

/** Steps of 100 ns since 1601. */
function windowsTime(text: string | null): number | null {
  if (text === null || never.has(text) || !/^\d+$/.test(text)) return null;
  return Number(text) / 10_000 - windowsEpochMs;
}

/** `20261122180000Z` */
function generalizedTime(text: string | null): number | null {
  const [, year, month, day, hour, minute = "00", second = "00"] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(?:[.,]\d+)?Z$/.exec(text ?? "") ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : time;
}

/** Days since 1970; -1 is never. */
function shadowDay(text: string | null): number | null {
  const day = text !== null && /^\d+$/.test(text) ? Number(text) : 0;
  return day > 0 ? day * dayMs : null;
}
