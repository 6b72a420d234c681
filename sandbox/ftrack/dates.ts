import { isRecord } from "./json.ts";

/** A moment as it travels: naive UTC, in seconds. */
export type WireDate = { readonly __type__: "datetime"; readonly value: string };

const MOMENT =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * The stored form of a date, `2022-10-10T10:12:09` in UTC, from whatever clients send: a day alone (also `2022-1-5`), a blank
 * for the `T`, fractions of a second (dropped), an offset or `Z`. Undefined if it is no date.
 */
export function canonicalDate(text: string): string | undefined {
  const [, year, month, day, hour = "00", minute = "00", second = "00", , zone] = MOMENT.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const naive = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${hour}:${minute}:${second}`;
  const milliseconds = Date.parse(`${naive}Z`);
  // Date.parse rolls some impossible days over instead of refusing them, such as 30 February.
  if (Number.isNaN(milliseconds) || wireDate(milliseconds) !== naive) return undefined;
  return zone === undefined ? naive : wireDate(milliseconds - offsetMinutes(zone) * 60_000);
}

/** The same with the fraction of a second that *text* has, in microseconds; undefined if it has none. */
export function exactDate(text: string): string | undefined {
  const fraction = MOMENT.exec(text.trim())?.[7];
  const stored = fraction === undefined ? undefined : canonicalDate(text);
  return stored === undefined || fraction === undefined
    ? undefined
    : `${stored}.${fraction.slice(0, 6).padEnd(6, "0")}`;
}

/** The stored form of a moment given in milliseconds since 1970. */
export function wireDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}

export function encodeDate(value: string): WireDate {
  return { __type__: "datetime", value };
}

export function isWireDate(value: unknown): value is WireDate {
  return isRecord(value) && value.__type__ === "datetime" && typeof value.value === "string";
}

function offsetMinutes(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith("-") ? -minutes : minutes;
}
