/** How a column reads as text. */
export interface TextColumn<Row> {
  label: string;
  textOf: (row: Row) => string;
}

/** Heads and rows as tab-separated text, which spreadsheets paste into cells. A tab or line break in a text becomes a blank. */
export function rowsAsTsv<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  return tableOf(columns, rows)
    .map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t"))
    .join("\n");
}

/** Heads and rows as cells of text. */
export function tableOf<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string[][] {
  return [columns.map(({ label }) => label), ...rows.map((row) => columns.map(({ textOf }) => textOf(row)))];
}

/** "NXP_internal_2026-11-29.csv", by the reader's own day; whatever a file's name can't hold becomes a dash. */
export function csvName(project: string, uploadType: string, at: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${[project, uploadType, day].map((part) => part.replace(/[^\p{L}\p{N}.-]+/gu, "-")).join("_")}.csv`;
}
