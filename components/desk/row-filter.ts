/** The words of a filter's text, folded; blanks part them. */
export function wordsOf(find: string): string[] {
  return folded(find).split(/\s+/).filter(Boolean);
}

/** Without regard to case, accents and kinds of dashes. */
export function folded(text: string): string {
  const plain = text.replace(/[‐-―−]/g, "-");
  // Taking accents apart costs ten times what all the rest does, and most texts have none.
  return isAscii(plain) ? plain.toLowerCase() : withoutAccents(plain);
}

function isAscii(text: string): boolean {
  return !/[^ -~\s]/.test(text);
}

function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** Rows in whose text every word stands. `textOf` gives a row's folded text; it is asked only where there are words. */
export function filterRows<Row>(
  rows: readonly Row[],
  words: readonly string[],
  textOf: (row: Row) => string,
): readonly Row[] {
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row);
    return words.every((word) => text.includes(word));
  });
}

/** Remembers the text of each row for as long as the row lives: a second letter typed costs only the search. */
export function rememberedText<Row extends object>(textOf: (row: Row) => string): (row: Row) => string {
  const known = new WeakMap<Row, string>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const text = folded(textOf(row));
    known.set(row, text);
    return text;
  };
}
