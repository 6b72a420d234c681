import type { Person } from "./actor.ts";

/** The email to the supervisors, ready to send. */
export interface ReportMessage {
  to: readonly Person[];
  replyTo: Person;
  /** One per upload, however often it is sent: `<uuid@host>`. */
  messageId: string;
  report: Report | Notice;
  /** A CSV of all items, where there are too many to list. */
  csv: { filename: string; content: string } | null;
}

/** One model for HTML and plain text. */
export interface Report {
  subject: string;
  /** "Internal upload" or "Client upload". */
  heading: string;
  /** One sentence: what came of it. */
  outcome: string;
  /** With zone: "22 Nov 2026, 18:04:29 UTC". */
  at: string;
  actor: Person;
  uploadType: "Internal" | "Client";
  project: string;
  destination: string;
  comment: string;
  /** Address of the upload's page. */
  link: string;
  /** Sentences about what is pending or went wrong: ftrack down, supervisors not found. */
  remarks: readonly string[];
  counts: readonly { label: string; count: number }[];
  items: readonly ReportItem[];
  /** Items beyond what is listed; they are in the CSV. */
  itemsLeftOut: number;
}

export interface ReportItem {
  versionName: string;
  sourcePath: string;
  destinationPath: string;
  /** Status of the upload of this item: "Linked", "Failed: …". */
  status: string;
  versionStatus: string;
  taskStatus: string;
  frames: string;
  warnings: readonly string[];
}

/** One line of a message: what it is about, and what is to be said of it. */
export interface ReportFact {
  label: string;
  value: string;
  /** A path is set in type of even width and may break anywhere. */
  isPath: boolean;
}

/** What is said of uploads after their own reports: withdrawn, or found changed by the watch. */
export interface Notice {
  kind: "notice";
  subject: string;
  /** "Client upload withdrawn", "Nightly watch". */
  heading: string;
  colour: "Internal" | "Client" | "Watch";
  /** One sentence: what came of it. */
  outcome: string;
  facts: readonly ReportFact[];
  remarks: readonly string[];
  counts: readonly { label: string; count: number }[];
  items: readonly { name: string; status: string; tone: "good" | "warn" | "bad"; facts: readonly ReportFact[] }[];
  /** Where the items are that are not listed; "" where all are. */
  more: string;
  link: { label: string; href: string };
  /** Whom an answer reaches; null where it reaches nobody. */
  answersTo: string | null;
}
