import { describe, expect, it } from "vitest";
import { detailsLines } from "./details-lines.ts";

describe("the details of an audit event", () => {
  it("are named in words, in their order", () => {
    expect(detailsLines({ linksPlanned: 12, "upload-type": "client", http_status: 502 })).toEqual([
      { name: "Links planned", value: "12" },
      { name: "Upload type", value: "client" },
      { name: "Http status", value: "502" },
    ]);
  });

  it("show lists one entry a line, names with their values in one, and what is nested deeper as it is", () => {
    expect(detailsLines({ folders: ["/a", "/b"], counts: { failed: 0, leftOut: 2 }, more: [{ a: 1 }] })).toEqual([
      { name: "Folders", value: "/a\n/b" },
      { name: "Counts", value: "failed 0, left out 2" },
      { name: "More", value: '[\n  {\n    "a": 1\n  }\n]' },
    ]);
  });

  it("say yes and no, and nothing about what is empty", () => {
    expect(detailsLines({ done: false, known: true, reason: null, comment: "", list: [], more: {} })).toEqual([
      { name: "Done", value: "no" },
      { name: "Known", value: "yes" },
    ]);
  });
});
