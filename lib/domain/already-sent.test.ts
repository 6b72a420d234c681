import { describe, expect, test } from "vitest";
import { type Sending, type SentMarks, type SentView, sentFor, withSentNews } from "./already-sent.ts";
import { uploadIdSchema } from "./ids.ts";
import type { UploadType } from "./upload-type.ts";

const upload = (number: number, uploadType: UploadType): Sending => ({
  uploadId: uploadIdSchema.parse(`6f1c2d3e-0000-4000-8000-00000000000${number}`),
  uploadType,
  at: `2026-11-2${number}T18:04:29Z`,
  by: { username: "mira.okafor", name: "Mira Okafor" },
  destination: "/mnt/prj/NXP/00_ftp/day1",
});
const earlier = (number: number, uploadType: UploadType, times = 1) => ({ latest: upload(number, uploadType), times });
const marks = (change: Partial<SentMarks["sent"]> & { going?: Sending } = {}): SentMarks => {
  const { going = null, internal = null, client = null } = change;
  return { sent: { internal, client }, going };
};

describe("sentFor", () => {
  test("tells what was sent for this upload type from what was sent for the other", () => {
    const both = marks({ internal: earlier(1, "internal", 2), client: earlier(2, "client") });
    expect(sentFor(both, "internal")).toEqual({
      own: earlier(1, "internal", 2),
      other: earlier(2, "client"),
      going: null,
    });
    expect(sentFor(both, "client")).toEqual({
      own: earlier(2, "client"),
      other: earlier(1, "internal", 2),
      going: null,
    });
  });

  test("an upload that goes on is told to both", () => {
    const going = upload(3, "client");
    expect(sentFor(marks({ going }), "internal")).toEqual({ own: null, other: null, going });
  });

  test("nothing was sent where there are no marks", () => {
    expect(sentFor(undefined, "client")).toBeNull();
  });
});

describe("withSentNews", () => {
  const view = (change: Partial<SentView> = {}): SentView => ({ own: null, other: null, going: null, ...change });
  const rows = [
    { componentId: "a", sent: null },
    { componentId: "b", sent: view({ own: earlier(1, "internal") }) },
    { componentId: "c", sent: view({ going: upload(2, "client") }) },
  ];
  const news = (...some: [string, SentView | null][]) => new Map(some);

  test("puts news into their rows and leaves the others as they are", () => {
    const going = view({ going: upload(3, "internal") });
    const after = withSentNews(rows, news(["a", going]));
    expect(after[0]).toEqual({ componentId: "a", sent: going });
    expect(after[1]).toBe(rows[1]);
    expect(after[2]).toBe(rows[2]);
  });

  test("what was withdrawn is taken away, and what ended is sent", () => {
    const sent = view({ other: earlier(2, "client") });
    const after = withSentNews(rows, news(["b", null], ["c", sent]));
    expect(after.map((row) => row.sent)).toEqual([null, null, sent]);
  });

  test("the same said again draws nothing again", () => {
    const again = new Map<string, SentView | null>(rows.map((row) => [row.componentId, structuredClone(row.sent)]));
    withSentNews(rows, again).forEach((row, at) => {
      expect(row).toBe(rows[at]);
    });
    expect(withSentNews(rows, new Map())).toBe(rows);
  });

  test("one time more is news, for the other upload type too", () => {
    const twice = view({ own: earlier(1, "internal"), other: earlier(2, "client", 2) });
    expect(withSentNews(rows, news(["b", twice]))[1]?.sent).toBe(twice);
  });
});
