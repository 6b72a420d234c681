import { describe, expect, test } from "vitest";
import { sampleProject, sampleUpload } from "#lib/domain/domain-samples";
import { projectIdSchema, uploadIdSchema } from "#lib/domain/ids";
import { countsOf, type Upload } from "#lib/domain/upload";
import { hearFrom, mayChangeRows } from "./sent-news.ts";

const readAt = "2026-11-22T18:00:00Z";
const heard = () => hearFrom(sampleProject.id, readAt);
const whole = (...uploads: Upload[]) => ({ uploads, whole: true });
const change = (...uploads: Upload[]) => ({ uploads, whole: false });
const other = uploadIdSchema.parse("6f1c2d3e-0000-4000-8000-000000000009");
const over = sampleUpload({ finishedAt: "2026-11-22T17:00:00Z" });

describe("at the beginning", () => {
  test("uploads that were over when the rows were read are no news", () => {
    expect(mayChangeRows(heard(), whole(over))).toBe(false);
    expect(mayChangeRows(heard(), whole())).toBe(false);
  });

  test("one that goes on, has ended since or was withdrawn since may be", () => {
    const by = { username: "ivo", name: "Ivo", email: "ivo@x.example" };
    const withdrawal = {
      by,
      askedAt: readAt,
      reason: "",
      state: "done" as const,
      attempts: 1,
      error: null,
      linksRemoved: 1,
      foldersRemoved: [],
      leftAlone: [],
      ftrackTold: true,
      reportSent: true,
      at: "2026-11-22T18:01:00Z",
    };
    expect(mayChangeRows(heard(), whole(over, sampleUpload({ id: other })))).toBe(true);
    expect(mayChangeRows(heard(), whole(sampleUpload({ finishedAt: "2026-11-22T18:00:01Z" })))).toBe(true);
    expect(mayChangeRows(heard(), whole({ ...over, withdrawal }))).toBe(true);
  });
});

describe("later", () => {
  test("an upload that is new, or stands elsewhere than before, may change rows; the same said again may not", () => {
    const before = heard();
    const running = sampleUpload({ counts: countsOf({ waiting: 2 }) });
    expect(mayChangeRows(before, change(running))).toBe(true);
    expect(mayChangeRows(before, change({ ...running, linksDone: 7 }))).toBe(false);
    expect(mayChangeRows(before, change({ ...running, counts: countsOf({ waiting: 1, linked: 1 }) }))).toBe(true);
  });

  test("also after a gap, an upload of which it is known that it stood elsewhere", () => {
    const before = heard();
    mayChangeRows(before, whole(over));
    expect(mayChangeRows(before, whole({ ...over, counts: countsOf({ withdrawn: 1 }) }))).toBe(true);
  });

  test("uploads of other projects change nothing", () => {
    const project = { id: projectIdSchema.parse("11111111-2222-4333-8444-555555555555"), name: "EPI" };
    expect(mayChangeRows(heard(), change(sampleUpload({ project })))).toBe(false);
  });
});
