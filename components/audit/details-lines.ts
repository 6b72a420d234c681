import { auditMessages as words } from "#components/messages/audit-messages";

/** One line of an event's details: a name in words, and its value as text. */
export interface DetailsLine {
  name: string;
  value: string;
}

/** The details of an event as lines for reading: `linksPlanned` becomes "Links planned", empty values are left out. */
export function detailsLines(details: Readonly<Record<string, unknown>>): DetailsLine[] {
  return Object.entries(details)
    .map(([name, value]) => ({ name: inWords(name), value: asText(value) }))
    .filter(({ value }) => value !== "");
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

function inWords(name: string): string {
  const text = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/[_-]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((entry) => typeof entry === "string" || typeof entry === "number")) {
    return value.join("\n");
  }
  if (typeof value === "object" && !Array.isArray(value) && Object.values(value).every(isPlain)) {
    return detailsLines(Object.fromEntries(Object.entries(value)))
      .map((line) => `${line.name.toLowerCase()} ${line.value}`)
      .join(", ");
  }
  return JSON.stringify(value, null, 2);
}
