const numbers = new Intl.NumberFormat("en-US");

/** "1 frame", "2 frames", "1,200 frames"; `many` where adding an s is wrong. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** The word that agrees with a count: `verb(2, "is", "are")`. */
export function verb(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], joint: "and" | "or" = "and"): string {
  const last = words.at(-1);
  if (last === undefined) return "";
  return words.length === 1 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

/** The first words, and how many are left out: "a, b and 7 more". */
export function listedFew(words: readonly string[], most = 3): string {
  if (words.length <= most) return listed(words);
  return listed([...words.slice(0, most), `${numbers.format(words.length - most)} more`]);
}

/** A path or name as sentences show it: between backticks. */
export function quoted(text: string): string {
  return `\`${text}\``;
}

/** Paths between backticks, joined: "`/a`, `/b` or `/c`". */
export function quotedList(texts: readonly string[], joint: "and" | "or" = "and"): string {
  return listed(texts.map(quoted), joint);
}
