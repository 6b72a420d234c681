import { describe, expect, it } from "vitest";
import { sampleItem, sampleUpload } from "./domain-samples.ts";
import { uploadIdSchema } from "./ids.ts";
import { mergeItems, mergeUploads, newestKnown, takeUploadNews } from "./live.ts";

const item = (position: number, state: "waiting" | "linked" | "failed" = "waiting") => sampleItem({ position, state });

describe("news of items", () => {
  it("put changed ones in their places and keep the others", () => {
    const before = [item(0), item(1), item(2)];
    const merged = mergeItems(before, [item(2, "failed"), item(0, "linked")]);
    expect(merged.map(({ state }) => state)).toEqual(["linked", "waiting", "failed"]);
    expect(merged[1]).toBe(before[1]);
  });

  it("leave the list as it is where no item changed, so that nothing is drawn again", () => {
    const before = [item(0)];
    expect(mergeItems(before, [])).toBe(before);
  });

  it("keep the order of the upload, whichever items arrive first", () => {
    expect(mergeItems([], [item(10), item(2), item(0)]).map(({ position }) => position)).toEqual([0, 2, 10]);
  });
});

describe("news of uploads", () => {
  const upload = (number: number, linksDone = 0) =>
    sampleUpload({
      id: uploadIdSchema.parse(`5f0c1b1e-0000-4000-8000-00000000000${number}`),
      submittedAt: `2026-11-2${number}T10:00:00.000Z`,
      linksDone,
    });

  it("take the place of what was known, newest first, and push out the oldest", () => {
    const merged = mergeUploads([upload(2), upload(1)], [upload(1, 7), upload(3)], 2);
    expect(merged.map(({ id, linksDone }) => [id.at(-1), linksDone])).toEqual([
      ["3", 0],
      ["2", 0],
    ]);
    expect(mergeUploads([upload(1)], [upload(1, 7)], 2)).toEqual([upload(1, 7)]);
  });
});

describe("what is known of an upload", () => {
  const withdrawal = {
    by: { username: "ada.holm", name: "Ada Holm", email: "ada.holm@lumenworks.example" },
    askedAt: "2026-11-22T19:00:00.000Z",
    reason: "Superseded",
    attempts: 1,
    error: null,
    linksRemoved: 0,
    foldersRemoved: [],
    leftAlone: [],
    ftrackTold: false,
    reportSent: false,
    at: "2026-11-22T19:00:00.000Z",
  };
  const done = { upload: sampleUpload({ asOf: 4 }), items: [item(0, "linked"), item(1, "linked")], whole: true };
  const asked = {
    upload: sampleUpload({ asOf: 7, withdrawal: { ...withdrawal, state: "waiting" } }),
    items: [item(0, "linked"), item(1, "linked")],
    whole: true,
  };
  const withdrawn = {
    upload: sampleUpload({ asOf: 9, withdrawal: { ...withdrawal, state: "done" } }),
    items: [item(1, "failed")],
    whole: false,
  };

  it("is not undone by a tab that tells what it heard last, before the page was read", () => {
    const page = takeUploadNews(done, asked);
    expect(takeUploadNews(page, done)).toBe(page);
  });

  it("is not undone by a page that was read before the last news and came after it", () => {
    const heard = takeUploadNews(done, withdrawn);
    expect(takeUploadNews(heard, asked)).toBe(heard);
  });

  it("is the same in whatever order news comes", () => {
    for (const order of [
      [asked, withdrawn],
      [withdrawn, asked],
    ]) {
      const known = order.reduce<Parameters<typeof takeUploadNews>[0]>(takeUploadNews, done);
      expect(known.upload.withdrawal?.state).toBe("done");
      expect(known.items.map(({ state }) => state)).toEqual(["linked", "failed"]);
    }
  });

  it("stays newest in a list that was read before", () => {
    expect(newestKnown([done.upload], [withdrawn.upload])).toEqual([withdrawn.upload]);
    expect(newestKnown([withdrawn.upload], [done.upload])).toEqual([withdrawn.upload]);
    expect(mergeUploads([withdrawn.upload], [done.upload], 5)).toEqual([withdrawn.upload]);
  });
});
