import { expect, test } from "vitest";
import { sampleUpload } from "./domain-samples.ts";
import { stopRemarks } from "./stop-remarks.ts";
import { countsOf } from "./upload.ts";

const cancelled = {
  by: { username: "daniel.osei", name: "Daniel Osei", email: "daniel.osei@lumenworks.example" },
  at: "2026-11-22T18:10:00Z",
};

test("an upload that ran through needs no remark", () => {
  expect(stopRemarks(sampleUpload(), "UTC")).toEqual([]);
});

test("a cancelled one says by whom, when, and what became of it", () => {
  const half = sampleUpload({ cancelled, counts: countsOf({ linked: 2, cancelled: 1 }) });
  expect(stopRemarks(half, "Europe/Berlin")).toEqual([
    "Daniel Osei cancelled this upload on 22 Nov 2026, 19:10:00 CET. What was linked by then stays.",
  ]);
  const late = sampleUpload({ cancelled, counts: countsOf({ linked: 3 }) });
  expect(stopRemarks(late, "UTC")[0]).toContain("All of it was linked by then.");
});

test.each([
  [1, "was tried again."],
  [2, "for the 2nd time."],
  [3, "for the 3rd time."],
  [11, "for the 11th time."],
  [21, "for the 21st time."],
])("round %i says that it is a retry", (round, words) => {
  const [remark] = stopRemarks(sampleUpload({ round }), "UTC");
  expect(remark).toContain("This is the report of a retry");
  expect(remark).toContain(words);
});
