import type { Report } from "#lib/domain/report";
import { countLine, type Fact, itemFacts, leftOutLine, reportFacts } from "./report-facts.ts";

/** The report as plain text. */
export function reportText(report: Report): string {
  const items = report.items.map((item, at) =>
    [`${at + 1}. ${item.versionName}: ${item.status}`, aligned(itemFacts(item), "   ")].join("\n"),
  );
  const blocks = [
    `${report.heading.toUpperCase()}\n${report.outcome}`,
    aligned(reportFacts(report), ""),
    report.remarks.length === 0 ? "" : ["Please note", ...report.remarks.map((remark) => `- ${remark}`)].join("\n"),
    countLine(report),
    ...items,
    leftOutLine(report),
    `Follow this upload: ${report.link}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Labels of one width; further lines of a value stand below its first. */
function aligned(facts: readonly Fact[], indent: string): string {
  const width = Math.max(...facts.map(({ label }) => label.length)) + 3;
  return facts
    .map(({ label, value }) => {
      const lines = value.split(/\r\n|\r|\n/).join(`\n${indent}${" ".repeat(width)}`);
      return `${indent}${`${label}:`.padEnd(width)}${lines}`;
    })
    .join("\n");
}
