/** PostgreSQL refuses NUL and lone surrogates; people paste both. They become U+FFFD. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

/** JSON for a jsonb parameter. Given as text: the driver would turn an array into one of PostgreSQL's own. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "string" ? storableText(part) : part));
}

/** A pattern for ilike that matches the text anywhere, whatever is in it. */
export function containing(text: string): string {
  return `%${storableText(text).replace(/[\\%_]/g, "\\$&")}%`;
}
