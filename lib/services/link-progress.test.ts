import { describe, expect, it } from "vitest";
import { createProgress, type LinkCount } from "./link-progress.ts";

function start(before = 0) {
  const written: LinkCount[] = [];
  const progress = createProgress(before, async (count) => void written.push(count));
  return { written, progress };
}

describe("the progress of an upload's links", () => {
  it("is written now and then, with what is made in each folder under way", async () => {
    const { written, progress } = start(10);
    for (let links = 1; links <= 500; links += 1) progress.set("/a", links);
    progress.set("/b", 7);
    await expect.poll(() => written.length, { timeout: 5000 }).toBe(1);
    expect(written[0]).toEqual({ links: 517, underway: { "/a": 500, "/b": 7 } });
  });

  it("tells of a folder no more once it is over, and of none once the run ends", async () => {
    const { written, progress } = start();
    progress.set("/a", 20, true);
    progress.set("/b", 7);
    await progress.flush();
    expect(written).toEqual([{ links: 27, underway: {} }]);
    await progress.flush();
    expect(written.length).toBe(1);
  });

  it("throws at the end what a write threw", async () => {
    const progress = createProgress(0, () => Promise.reject(new Error("database gone")));
    progress.set("/a", 1);
    await expect(progress.flush()).rejects.toThrow("database gone");
  });
});
