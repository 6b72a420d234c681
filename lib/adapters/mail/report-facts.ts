import type { Report, ReportItem } from "#lib/domain/report";

export interface Fact {
  label: string;
  value: string;
  /** A path is set in type of even width and may break anywhere. */
  isPath: boolean;
}

const words = (label: string, value: string): Fact => ({ label, value, isPath: false });
const path = (label: string, value: string): Fact => ({ label, value, isPath: true });

/** What a report says of the whole upload, in the order in which both forms show it. */
export function reportFacts({ at, actor, uploadType, project, destination, comment }: Report): Fact[] {
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
export function itemFacts(item: ReportItem): Fact[] {
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
export function countLine({ counts }: Report): string {
  return counts.map(({ label, count }) => `${label} ${count}`).join(" · ");
}

/** Where the items are that are not listed; "" where all are. */
export function leftOutLine({ items, itemsLeftOut }: Report): string {
  if (itemsLeftOut === 0) return "";
  const which = items.length === 0 ? "All" : "The other";
  const many = itemsLeftOut === 1 ? "1 item is" : `${itemsLeftOut} items are`;
  return `${which} ${many} in the attached CSV and on the upload's page.`;
}
