import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const readme = join(import.meta.dirname, "../README.md");

/** Puts a section of the measurements' README in the place of the one of that heading, or at the end. */
export async function writeSection(heading: string, body: string): Promise<void> {
  const before = existsSync(readme) ? await readFile(readme, "utf8") : "# Measurements\n";
  const sections = before.split(/^(?=## )/m);
  const section = `## ${heading}\n\n${body.trim()}\n`;
  const at = sections.findIndex((one) => one.startsWith(`## ${heading}\n`));
  if (at < 0) sections.push(section);
  else sections[at] = section;
  await writeFile(readme, `${sections.map((one) => one.trim()).join("\n\n")}\n`);
}

/** Rows as a table in Markdown; the keys of the first are the heads. */
export function tableOf(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const heads = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [
    line(heads),
    line(heads.map(() => "---")),
    ...rows.map((row) => line(heads.map((head) => row[head] ?? ""))),
  ].join("\n");
}
