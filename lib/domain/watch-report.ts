import type { Notice, ReportFact } from "./report.ts";
import { counted, listed, verb } from "./sentences.ts";
import type { FindingKind, LinkFinding, Upload, UploadCheck } from "./upload.ts";
import { uploadTypeLabel } from "./upload-type.ts";
import { zonedTime } from "./zoned-time.ts";

/** Kinds of findings in the order in which people want to know of them, each for one and for many. */
const kindWords: Readonly<Record<FindingKind, readonly [one: string, many: string]>> = {
  "link-gone": ["link gone", "links gone"],
  "link-changed": ["link changed", "links changed"],
  "source-gone": ["source gone", "sources gone"],
  "source-changed": ["source changed", "sources changed"],
  "source-archived": ["source archived", "sources archived"],
  unreadable: ["unreadable", "unreadable"],
};
const kinds = ["link-gone", "link-changed", "source-gone", "source-changed", "source-archived", "unreadable"] as const;
const namedPerKind = 5;
const uploadsNamed = 100;

/** "2 links gone and 3 sources changed"; "" where nothing was found. */
export function findingsInWords(counts: UploadCheck["counts"]): string {
  return listed(
    kinds.flatMap((kind) => {
      const count = counts[kind] ?? 0;
      return count === 0 ? [] : [counted(count, ...kindWords[kind])];
    }),
  );
}

/** Findings that the earlier look did not have; where either kept only the first of many, the counts decide. */
export function newFindings(
  now: UploadCheck,
  earlier: UploadCheck | null,
): { isNew: boolean; findings: LinkFinding[] } {
  const known = new Set(earlier?.findings.map(keyOf));
  const findings = now.findings.filter((finding) => !known.has(keyOf(finding)));
  const grew = kinds.some((kind) => (now.counts[kind] ?? 0) > (earlier?.counts[kind] ?? 0));
  const isWhole = earlier === null || earlier.findings.length === total(earlier.counts);
  return { isNew: grew || (isWhole && findings.length > 0), findings };
}

function keyOf({ kind, path }: LinkFinding): string {
  return `${kind} ${path}`;
}

function total(counts: UploadCheck["counts"]): number {
  return kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

/** An upload of which the watch found something that it had not found before. */
export interface WatchNews {
  upload: Upload;
  check: UploadCheck;
  findings: readonly LinkFinding[];
  /** Address of the upload's page. */
  link: string;
}

/** The message about what the nightly watch found, for people who are concerned by all of these uploads. */
export function makeWatchReport(
  news: readonly WatchNews[],
  { at, timeZone, appUrl }: { at: Date; timeZone: string; appUrl: string },
): Notice {
  const named = news.slice(0, uploadsNamed);
  const projects = [...new Set(news.map(({ upload }) => upload.project.name))].sort();
  const uploads = counted(news.length, "upload");
  return {
    kind: "notice",
    subject: `[${projects.join(", ")}] ${uploads} changed since ${verb(news.length, "it was", "they were")} linked`,
    heading: "Nightly watch",
    colour: "Watch",
    outcome: `${uploads} ${verb(news.length, "is", "are")} not as ${verb(news.length, "it was", "they were")} when ${verb(news.length, "its", "their")} links were made.`,
    facts: [
      { label: "When", value: zonedTime(at, timeZone), isPath: false },
      { label: "Projects", value: projects.join(", "), isPath: false },
    ],
    remarks: [],
    counts: kinds
      .map((kind) => ({
        label: sentenceCase(kindWords[kind][1]),
        count: news.reduce((sum, { check }) => sum + (check.counts[kind] ?? 0), 0),
      }))
      .filter(({ count }) => count > 0),
    items: named.map((one) => itemOf(one, timeZone)),
    more:
      named.length === news.length
        ? ""
        : `${counted(news.length - named.length, "more upload")} on the program's pages.`,
    link: { label: "See all uploads", href: `${appUrl}/uploads` },
    answersTo: null,
  };
}

function itemOf({ upload, check, findings, link }: WatchNews, timeZone: string): Notice["items"][number] {
  const { actor, submittedAt, uploadType, project, destination } = upload;
  const words = (label: string, value: string): ReportFact => ({ label, value, isPath: false });
  return {
    name: `${project.name}: ${destination}`,
    status: findingsInWords(check.counts),
    tone: "warn",
    facts: [
      words("Uploaded", `${uploadTypeLabel[uploadType]}, ${zonedTime(submittedAt, timeZone)}, by ${actor.name}`),
      ...kinds.flatMap((kind) => kindFacts(kind, findings)),
      words("Page", link),
    ],
  };
}

function kindFacts(kind: FindingKind, findings: readonly LinkFinding[]): ReportFact[] {
  const alike = findings.filter((finding) => finding.kind === kind);
  const label = sentenceCase(kindWords[kind][0]);
  const named = alike
    .slice(0, namedPerKind)
    .map(({ path, detail }) => ({ label, value: `${path}\n${detail}`, isPath: true }));
  const more = alike.length - named.length;
  return more === 0 ? named : [...named, { label, value: `and ${counted(more, "more", "more")}`, isPath: false }];
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
