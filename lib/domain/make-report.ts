import { itemStatus } from "./item-status.ts";
import type { Report, ReportItem } from "./report.ts";
import { itemsAsCsv } from "./report-csv.ts";
import { counted, listed, verb } from "./sentences.ts";
import type { ItemState, Upload, UploadItem } from "./upload.ts";
import { uploadTypeLabel } from "./upload-type.ts";
import { zonedDay, zonedTime } from "./zoned-time.ts";

const lateAfterMs = 30 * 60 * 1000;

export interface ReportInput {
  upload: Upload;
  items: readonly UploadItem[];
  /** The program's own address, without a slash at the end. */
  appUrl: string;
  now: Date;
  /** IANA zone. */
  timeZone: string;
  itemsBeforeCsv: number;
  /** Sentences about what is pending or went wrong. */
  remarks: readonly string[];
}

/** The email to the supervisors as one model for HTML and text. With more than `itemsBeforeCsv` items it lists only those that failed or were left out, and all are in the CSV. */
export function makeReport(input: ReportInput): {
  report: Report;
  csv: { filename: string; content: string } | null;
} {
  const { upload, items, appUrl, timeZone, itemsBeforeCsv } = input;
  const type = uploadTypeLabel[upload.uploadType];
  const tooMany = items.length > itemsBeforeCsv;
  const listedItems = tooMany ? items.filter(isProblem).slice(0, itemsBeforeCsv) : items;
  const report: Report = {
    subject: subjectOf(upload, items),
    heading: `${type} upload`,
    outcome: outcomeOf(items),
    at: zonedTime(upload.submittedAt, timeZone),
    actor: upload.actor,
    uploadType: type,
    project: upload.project.name,
    destination: upload.destination,
    comment: upload.comment,
    link: uploadLink(appUrl, upload.id),
    remarks: [...input.remarks, ...lateness(upload, input.now, timeZone)],
    counts: countsOf(items),
    items: listedItems.map(reportItem),
    itemsLeftOut: items.length - listedItems.length,
  };
  return { report, csv: tooMany ? { filename: csvName(upload, timeZone), content: itemsAsCsv(items) } : null };
}

/** Address of an upload's page. */
export function uploadLink(appUrl: string, uploadId: string): string {
  return `${appUrl}/uploads/${uploadId}`;
}

function isProblem({ state }: UploadItem): boolean {
  return state !== "linked" && state !== "unchanged";
}

function reportItem(item: UploadItem): ReportItem {
  return {
    versionName: item.versionName,
    sourcePath: item.sourcePath ?? "",
    destinationPath: item.targetPath ?? "",
    status: itemStatus(item),
    versionStatus: item.versionStatus,
    taskStatus: item.taskStatus,
    frames: item.frames,
    warnings: item.warnings,
  };
}

/** "[NXP] Client upload: 12 versions by Mara Lind", and what is wrong with it in brackets. */
function subjectOf({ project, uploadType, actor }: Upload, items: readonly UploadItem[]): string {
  const meant = items.filter(({ state }) => state !== "left-out");
  const versions = (of: readonly UploadItem[]) => new Set(of.map(({ versionId }) => versionId)).size;
  const failed = versions(items.filter(({ state }) => state === "failed"));
  const all = versions(meant);
  const note = failed === 0 ? "" : ` (${failed === all ? "failed" : `${failed} failed`})`;
  const subject = `[${project.name}] ${uploadTypeLabel[uploadType]} upload: ${counted(all, "version")} by ${actor.name}${note}`;
  // A line break in a name must not become a header of its own.
  return subject.replace(/[\s\p{Cc}]+/gu, " ");
}

const labels: Record<ItemState, string> = {
  linked: "Linked",
  unchanged: "Already there",
  failed: "Failed",
  "left-out": "Left out",
  cancelled: "Cancelled",
  withdrawn: "Withdrawn",
  waiting: "Not yet linked",
};
const stateOrder: readonly ItemState[] = [
  "linked",
  "unchanged",
  "failed",
  "left-out",
  "cancelled",
  "withdrawn",
  "waiting",
];

function countsOf(items: readonly UploadItem[]): { label: string; count: number }[] {
  return stateOrder
    .map((state) => ({ label: labels[state], count: items.filter((item) => item.state === state).length }))
    .filter(({ count }) => count > 0);
}

/** "22 of 24 items were linked; 1 failed and 1 was left out." */
function outcomeOf(items: readonly UploadItem[]): string {
  const count = (state: ItemState) => items.filter((item) => item.state === state).length;
  const linked = count("linked");
  const head =
    linked === items.length
      ? `${items.length === 1 ? "The item" : `All ${counted(linked, "item")}`} ${verb(linked, "was", "were")} linked`
      : `${linked} of ${counted(items.length, "item")} ${verb(linked, "was", "were")} linked`;
  const unchanged = count("unchanged");
  const failed = count("failed");
  const leftOut = count("left-out");
  const cancelled = count("cancelled");
  const withdrawn = count("withdrawn");
  const waiting = count("waiting");
  const others = [
    ...(unchanged === 0 ? [] : [`${unchanged} ${verb(unchanged, "was", "were")} there already`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(leftOut === 0 ? [] : [`${leftOut} ${verb(leftOut, "was", "were")} left out`]),
    ...(cancelled === 0 ? [] : [`${cancelled} ${verb(cancelled, "was", "were")} cancelled`]),
    ...(withdrawn === 0 ? [] : [`${withdrawn} ${verb(withdrawn, "was", "were")} withdrawn`]),
    ...(waiting === 0 ? [] : [`${waiting} ${verb(waiting, "is", "are")} not linked yet`]),
  ];
  return `${head}${others.length === 0 ? "" : `; ${listed(others)}`}.`;
}

function lateness({ submittedAt }: Upload, now: Date, timeZone: string): string[] {
  return now.getTime() - Date.parse(submittedAt) < lateAfterMs
    ? []
    : [`This message is late: it was written on ${zonedTime(now, timeZone)}.`];
}

function csvName({ project, uploadType, submittedAt, id }: Upload, timeZone: string): string {
  const name = project.name.replace(/[^\p{L}\p{N}_-]+/gu, "_");
  return `${name}_${uploadType}_${zonedDay(submittedAt, timeZone)}_${id.slice(0, 8)}.csv`;
}
