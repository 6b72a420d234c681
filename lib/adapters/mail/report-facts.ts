import type { Notice, Report, ReportFact, ReportItem } from "#lib/domain/report";

const words = (label: string, value: string): ReportFact => ({ label, value, isPath: false });
const path = (label: string, value: string): ReportFact => ({ label, value, isPath: true });

/** Any message in the form that text and HTML are made from. */
export function letterOf(report: Report | Notice): Notice {
  if ("kind" in report) return report;
  return {
    kind: "notice",
    subject: report.subject,
    heading: report.heading,
    colour: report.uploadType,
    outcome: report.outcome,
    facts: reportFacts(report),
    remarks: report.remarks,
    counts: report.counts,
    items: report.items.map((item) => ({
      name: item.versionName,
      status: item.status,
      tone: toneOf(item.status),
      facts: itemFacts(item),
    })),
    more: leftOutLine(report),
    link: { label: "Follow this upload", href: report.link },
    answersTo: report.actor.name,
  };
}

function toneOf(status: string): Notice["items"][number]["tone"] {
  if (/^failed/i.test(status)) return "bad";
  return /^(?:linked|already)/i.test(status) ? "good" : "warn";
}

/** What a report says of the whole upload, in the order in which both forms show it. */
function reportFacts({ at, actor, uploadType, project, destination, comment }: Report): ReportFact[] {
  return [
    words("When", at),
    words("Who", `${actor.name} (${actor.username}${actor.email === "" ? "" : `, ${actor.email}`})`),
    words("Upload type", uploadType),
    words("Project", project),
    path("Destination", destination),
    ...(comment === "" ? [] : [words("Comment", comment)]),
  ];
}

/** What a report says of one item, beside its name and the status of its upload. */
function itemFacts(item: ReportItem): ReportFact[] {
  return [
    path("Source", item.sourcePath || "none: ftrack names no place that could be found"),
    path("Destination", item.destinationPath || "none: no link was planned"),
    words("Version status", item.versionStatus || "none"),
    words("Task status", item.taskStatus || "none"),
    ...(item.frames === "" ? [] : [words("Frames", item.frames)]),
    ...item.warnings.map((warning) => words("Warning", warning)),
  ];
}

/** "Linked 3 · Failed 1" */
export function countLine({ counts }: Notice): string {
  return counts.map(({ label, count }) => `${label} ${count}`).join(" · ");
}

/** Where the items are that are not listed; "" where all are. */
function leftOutLine({ items, itemsLeftOut }: Report): string {
  if (itemsLeftOut === 0) return "";
  const which = items.length === 0 ? "All" : "The other";
  const many = itemsLeftOut === 1 ? "1 item is" : `${itemsLeftOut} items are`;
  return `${which} ${many} in the attached CSV and on the upload's page.`;
}
