import { describe, expect, it } from "vitest";
import { sampleUpload } from "#lib/domain/domain-samples";
import { uploadIdSchema } from "#lib/domain/ids";
import type { Upload } from "#lib/domain/upload";
import { showHistory, takeHistoryNews } from "./live-history.ts";

const readAt = "2026-11-22T20:00:00.000Z";

function upload(number: number, change: Partial<Upload> = {}): Upload {
  const id = uploadIdSchema.parse(`5f0c1b1e-0000-4000-8000-00000000000${number}`);
  return sampleUpload({ id, submittedAt: "2026-11-22T19:00:00.000Z", ...change });
}

describe("news of uploads", () => {
  it("change what is on the page in its place, and need no new page", () => {
    const shown = showHistory([upload(1), upload(2)]);
    const next = takeHistoryNews(shown, { uploads: [upload(2, { linksDone: 7 })], whole: false }, readAt);
    expect(next.stale).toBe(0);
    expect(next.uploads.map(({ linksDone }) => linksDone)).toEqual([upload(1).linksDone, 7]);
  });

  it("of an upload that is not on the page ask for a new page, once for each state it is in", () => {
    const step = { state: "running", attempts: 1, error: null, at: null } as const;
    const { steps } = upload(3);
    const one = takeHistoryNews(showHistory([upload(1)]), { uploads: [upload(3)], whole: false }, readAt);
    expect(one.stale).toBe(1);
    // The new page did not have it: it does not fit the filter.
    const page = showHistory([upload(1)], one);
    expect(takeHistoryNews(page, { uploads: [upload(3, { linksDone: 1 })], whole: false }, readAt).stale).toBe(1);
    const linking = upload(3, { steps: { ...steps, links: step }, finishedAt: null });
    expect(takeHistoryNews(page, { uploads: [linking], whole: false }, readAt).stale).toBe(2);
  });

  it("of what was there before the page was read ask for nothing when the page begins to follow", () => {
    const newest = { uploads: [upload(3), upload(2)], whole: true };
    expect(takeHistoryNews(showHistory([upload(2)]), newest, readAt).stale).toBe(0);
    const since = { uploads: [upload(3, { submittedAt: "2026-11-22T20:00:01.000Z" })], whole: true };
    expect(takeHistoryNews(showHistory([upload(2)]), since, readAt).stale).toBe(1);
  });
});
