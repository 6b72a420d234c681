import type { Notice, Report, ReportFact } from "#lib/domain/report";
import { countLine, letterOf } from "./report-facts.ts";

/** The report as plain text. */
export function reportText(report: Report | Notice): string {
  const letter = letterOf(report);
  const { heading, outcome, facts, remarks, link } = letter;
  const items = letter.items.map((item, at) =>
    [`${at + 1}. ${item.name}: ${item.status}`, aligned(item.facts, "   ")].join("\n"),
  );
  const blocks = [
    `${heading.toUpperCase()}\n${outcome}`,
    aligned(facts, ""),
    remarks.length === 0 ? "" : ["Please note", ...remarks.map((remark) => `- ${remark}`)].join("\n"),
    countLine(letter),
    ...items,
    letter.more,
    `${link.label}: ${link.href}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Labels of one width; further lines of a value stand below its first. */
function aligned(facts: readonly ReportFact[], indent: string): string {
  const width = Math.max(...facts.map(({ label }) => label.length)) + 3;
  return facts
    .map(({ label, value }) => {
      const lines = value.split(/\r\n|\r|\n/).join(`\n${indent}${" ".repeat(width)}`);
      return `${indent}${`${label}:`.padEnd(width)}${lines}`;
    })
    .join("\n");
}
