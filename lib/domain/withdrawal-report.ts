import type { Notice, ReportFact } from "./report.ts";
import { itemsAsCsv } from "./report-csv.ts";
import { counted, verb } from "./sentences.ts";
import type { Upload, UploadItem, Withdrawal } from "./upload.ts";
import { uploadTypeLabel } from "./upload-type.ts";
import { zonedTime } from "./zoned-time.ts";

const leftListed = 20;

export interface WithdrawalReportInput {
  upload: Upload & { withdrawal: Withdrawal };
  /** Items that were linked before. */
  items: readonly UploadItem[];
  /** Address of the upload's page. */
  link: string;
  timeZone: string;
  itemsBeforeCsv: number;
  /** Sentences about what is pending or went wrong. */
  remarks: readonly string[];
}

/** The message that tells supervisors and the owner of a withdrawal. Over `itemsBeforeCsv` items it lists only those of which something was left. */
export function makeWithdrawalReport(input: WithdrawalReportInput): {
  report: Notice;
  csv: { filename: string; content: string } | null;
} {
  const { upload, items, timeZone, itemsBeforeCsv } = input;
  const { withdrawal, project, uploadType } = upload;
  const type = uploadTypeLabel[uploadType];
  const versions = new Set(items.map(({ versionId }) => versionId)).size;
  const subject = `[${project.name}] ${type} upload withdrawn: ${counted(versions, "version")} by ${withdrawal.by.name}`;
  const tooMany = items.length > itemsBeforeCsv;
  const notable = items.filter(({ state, reason }) => state !== "withdrawn" || reason !== null);
  const listed = tooMany ? notable.slice(0, itemsBeforeCsv) : items;
  const report: Notice = {
    kind: "notice",
    subject: subject.replace(/[\s\p{Cc}]+/gu, " "),
    heading: `${type} upload withdrawn`,
    colour: type,
    outcome: outcomeOf(withdrawal),
    facts: factsOf(upload, timeZone),
    remarks: [...input.remarks, ...leftRemarks(withdrawal)],
    counts: countsOf(items),
    items: listed.map(noticeItem),
    more:
      listed.length === items.length
        ? ""
        : `${counted(items.length - listed.length, "more item")} in the attached CSV and on the upload's page.`,
    link: { label: "See this upload", href: input.link },
    answersTo: withdrawal.by.name,
  };
  const filename = `${project.name.replace(/[^\p{L}\p{N}_-]+/gu, "_")}_${uploadType}_withdrawn_${upload.id.slice(0, 8)}.csv`;
  return { report, csv: tooMany ? { filename, content: itemsAsCsv(items) } : null };
}

function outcomeOf({ linksRemoved, leftAlone }: Withdrawal): string {
  const removed = `${counted(linksRemoved, "link")} ${verb(linksRemoved, "was", "were")} removed`;
  return leftAlone.length === 0 ? `${removed}.` : `${removed}; some things were left, with the reasons below.`;
}

function factsOf({ withdrawal, actor, submittedAt, ...upload }: WithdrawalReportInput["upload"], timeZone: string) {
  const words = (label: string, value: string): ReportFact => ({ label, value, isPath: false });
  return [
    words("When", zonedTime(withdrawal.askedAt, timeZone)),
    words("Who", `${withdrawal.by.name} (${withdrawal.by.username})`),
    words("Because", withdrawal.reason),
    words("Uploaded by", `${actor.name} (${actor.username}), ${zonedTime(submittedAt, timeZone)}`),
    words("Upload type", uploadTypeLabel[upload.uploadType]),
    words("Project", upload.project.name),
    { label: "Destination", value: upload.destination, isPath: true },
    ...(upload.comment === "" ? [] : [words("Comment", upload.comment)]),
  ];
}

function leftRemarks({ leftAlone }: Withdrawal): string[] {
  const named = leftAlone.slice(0, leftListed).map(({ path, reason }) => `Left: ${path}. ${reason}`);
  const more = leftAlone.length - named.length;
  return more === 0 ? named : [...named, `${counted(more, "more remark")} of this kind on the upload's page.`];
}

function countsOf(items: readonly UploadItem[]): Notice["counts"] {
  const withdrawn = items.filter(({ state }) => state === "withdrawn").length;
  return [
    { label: "Withdrawn", count: withdrawn },
    { label: "Left", count: items.length - withdrawn },
  ].filter(({ count }) => count > 0);
}

function noticeItem({
  versionName,
  state,
  reason,
  targetPath,
  sourcePath,
  frames,
}: UploadItem): Notice["items"][number] {
  const isWithdrawn = state === "withdrawn";
  const word = isWithdrawn ? "Withdrawn" : "Left";
  return {
    name: versionName,
    status: reason === null ? word : `${word}: ${reason}`,
    tone: isWithdrawn && reason === null ? "good" : "warn",
    facts: [
      { label: "Destination", value: targetPath ?? "", isPath: true },
      { label: "Source", value: sourcePath ?? "", isPath: true },
      ...(frames === "" ? [] : [{ label: "Frames", value: frames, isPath: false }]),
    ],
  };
}
