import type { WorkId } from "#lib/domain/ids";
import type { WorkState } from "#lib/domain/long-work";
import type { WorkRecords } from "#lib/services/ports/store";
import { createLiveRooms, type LiveRooms } from "./live-rooms.ts";

/** How far a long preview or submission is, and whose it is. */
interface PreviewNews {
  username: string;
  state: WorkState;
}

export type LivePreviews = LiveRooms<WorkId, PreviewNews>;

/** Long previews and submissions that somebody waits for. */
export function createLivePreviews(
  records: Pick<WorkRecords, "state">,
  options: { onError(error: unknown): void; throttleMs: number; pollMs: number },
): LivePreviews {
  return createLiveRooms({
    ...options,
    read: (id: WorkId) => records.state(id),
    whole: (news): PreviewNews => news,
    change: (before, after) => (JSON.stringify(before) === JSON.stringify(after) ? null : after),
    // A server that falls silent announces nothing.
    rereadMs: ({ state }) => (state.status === "running" ? options.pollMs : null),
  });
}
