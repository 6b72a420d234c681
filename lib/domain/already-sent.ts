import type { UploadId } from "./ids.ts";
import type { UploadType } from "./upload-type.ts";

/** An upload as far as the badges of its rows tell of it. */
export interface Sending {
  uploadId: UploadId;
  uploadType: UploadType;
  /** ISO 8601, UTC: when it was submitted. */
  at: string;
  by: { username: string; name: string };
  destination: string;
}

/** The latest upload of a deliverable for one upload type, and how many there were. */
interface SentBefore {
  latest: Sending;
  times: number;
}

/**
 * What uploads did with one deliverable. It counts as sent where its links were made or stood already; what was withdrawn,
 * cancelled or failed does not count. `going`: the first upload whose links of it are still to be made.
 */
export interface SentMarks {
  sent: Readonly<Record<UploadType, SentBefore | null>>;
  going: Sending | null;
}

/** The marks as one upload type sees them: what was sent for it, apart from that what was sent for the other. */
export interface SentView {
  own: SentBefore | null;
  other: SentBefore | null;
  going: Sending | null;
}

/** Views of deliverables that may have changed; null for those that no upload counts for any more. */
export interface SentNews {
  /** ISO 8601, UTC: when they were read. What changed since then is asked for with it. */
  readAt: string;
  views: readonly (readonly [componentId: string, view: SentView | null])[];
}

/** Null where no upload counts. */
export function sentFor(marks: SentMarks | undefined, uploadType: UploadType): SentView | null {
  if (marks === undefined) return null;
  const { internal, client } = marks.sent;
  const [own, other] = uploadType === "internal" ? [internal, client] : [client, internal];
  return { own, other, going: marks.going };
}

/** Rows with the news put in. A row about which nothing changed stays the same object, so that it is not drawn again. */
export function withSentNews<Row extends { componentId: string; sent: SentView | null }>(
  rows: readonly Row[],
  news: ReadonlyMap<string, SentView | null>,
): readonly Row[] {
  if (news.size === 0) return rows;
  return rows.map((row) => {
    const view = news.get(row.componentId);
    return view === undefined || sameView(view, row.sent) ? row : { ...row, sent: view };
  });
}

function sameView(one: SentView | null, other: SentView | null): boolean {
  if (one === null || other === null) return one === other;
  const sameUpload = one.going?.uploadId === other.going?.uploadId;
  return sameUpload && sameSent(one.own, other.own) && sameSent(one.other, other.other);
}

function sameSent(one: SentBefore | null, other: SentBefore | null): boolean {
  return one?.latest.uploadId === other?.latest.uploadId && one?.times === other?.times;
}
