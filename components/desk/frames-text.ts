import { tableMessages } from "#components/messages/table-messages";
import type { Deliverable } from "#lib/domain/deliverable";

/** The frames that ftrack knows of: "1001–1100"; what it says where it knows none. */
export function framesText(row: Pick<Deliverable, "kind" | "knownRange">): string {
  if (row.kind === "file") return tableMessages.frames.single;
  if (row.knownRange === null) return tableMessages.frames.unknown;
  const { first, last } = row.knownRange;
  return first === last ? String(first) : `${first}–${last}`;
}

/** Number of frames, for sorting and beside the range; 1 for a single file, 0 where ftrack knows none. */
export function frameCount(row: Pick<Deliverable, "kind" | "knownRange">): number {
  if (row.kind === "file") return 1;
  return row.knownRange === null ? 0 : row.knownRange.last - row.knownRange.first + 1;
}
