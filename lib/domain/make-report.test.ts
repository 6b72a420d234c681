import { describe, expect, test } from "vitest";
import { sampleId, sampleItem, sampleUpload } from "./domain-samples.ts";
import { itemStatus } from "./item-status.ts";
import { makeReport, type ReportInput } from "./make-report.ts";

const report = (changes: Partial<ReportInput> = {}) =>
  makeReport({
    upload: sampleUpload(),
    items: [sampleItem()],
    appUrl: "https://compout.example",
    now: new Date("2026-11-22T18:05:00Z"),
    timeZone: "Europe/Berlin",
    itemsBeforeCsv: 200,
    remarks: [],
    ...changes,
  });
const many = (count: number, changes: Parameters<typeof sampleItem>[0] = {}) =>
  Array.from({ length: count }, (_, position) => sampleItem({ position, versionId: sampleId(position), ...changes }));

describe("the report", () => {
  test("holds date and time with zone, who, upload type, project, comment and the upload's page", () => {
    const upload = sampleUpload({ uploadType: "client", comment: "for Monday" });
    expect(report({ upload }).report).toMatchObject({
      subject: "[NXP] Client upload: 1 version by Mira Okafor",
      heading: "Client upload",
      at: "22 Nov 2026, 19:04:29 CET",
      actor: { name: "Mira Okafor" },
      uploadType: "Client",
      project: "NXP",
      destination: "/mnt/prj/NXP/00_ftp/day1",
      comment: "for Monday",
      link: "https://compout.example/uploads/6f1c2d3e-0000-4000-8000-000000000001",
    });
  });

  test("holds of each item its version, source, destination, status of the upload and both statuses in ftrack", () => {
    const item = sampleItem({ warnings: ["2 frames are extra."] });
    expect(report({ items: [item] }).report.items).toEqual([
      {
        versionName: "sh0010_compout_v003",
        sourcePath: item.sourcePath,
        destinationPath: item.targetPath,
        status: "Linked",
        versionStatus: "Ready to review",
        taskStatus: "Pending Internal review",
        frames: "1001-1024",
        warnings: ["2 frames are extra."],
      },
    ]);
  });

  test("an item without paths has empty ones", () => {
    const [item] = report({ items: [sampleItem({ sourcePath: null, targetPath: null, state: "left-out" })] }).report
      .items;
    expect(item).toMatchObject({ sourcePath: "", destinationPath: "" });
  });

  test("passes remarks on, and adds one where it is late", () => {
    expect(report({ remarks: ["ftrack is pending."] }).report.remarks).toEqual(["ftrack is pending."]);
    expect(report({ now: new Date("2026-11-22T20:00:00Z") }).report.remarks).toEqual([
      "This message is late: it was written on 22 Nov 2026, 21:00:00 CET.",
    ]);
  });
});

describe("the subject", () => {
  test("counts versions, not components, and none that were left out", () => {
    const items = [
      ...many(12),
      ...many(12, { camera: "right" }),
      sampleItem({ versionId: sampleId(99), state: "left-out" }),
    ];
    expect(report({ items }).report.subject).toBe("[NXP] Internal upload: 12 versions by Mira Okafor");
  });

  test("says what failed", () => {
    expect(
      report({ items: [...many(3), sampleItem({ versionId: sampleId(9), state: "failed" })] }).report.subject,
    ).toBe("[NXP] Internal upload: 4 versions by Mira Okafor (1 failed)");
    expect(report({ items: many(2, { state: "failed" }) }).report.subject).toBe(
      "[NXP] Internal upload: 2 versions by Mira Okafor (failed)",
    );
  });

  test("can't be made to hold another header", () => {
    const upload = sampleUpload({ actor: { username: "x", name: "Mira\r\nBcc: all@x", email: "x@x.example" } });
    expect(report({ upload }).report.subject).toBe("[NXP] Internal upload: 1 version by Mira Bcc: all@x");
  });
});

describe("the outcome", () => {
  test.each([
    [many(1), "The item was linked."],
    [many(24), "All 24 items were linked."],
    [
      [...many(22), ...many(1, { state: "failed" }), ...many(1, { state: "left-out" })],
      "22 of 24 items were linked; 1 failed and 1 was left out.",
    ],
    [many(2, { state: "failed" }), "0 of 2 items were linked; 2 failed."],
    [
      [...many(1), ...many(2, { state: "unchanged" }), ...many(1, { state: "waiting" })],
      "1 of 4 items was linked; 2 were there already and 1 is not linked yet.",
    ],
  ])("%#", (items, outcome) => {
    expect(report({ items }).report.outcome).toBe(outcome);
  });

  test("counts only what there is", () => {
    expect(report({ items: [...many(2), ...many(1, { state: "failed" })] }).report.counts).toEqual([
      { label: "Linked", count: 2 },
      { label: "Failed", count: 1 },
    ]);
  });
});

describe("many items", () => {
  test("up to the limit are all listed, without a CSV", () => {
    const { report: made, csv } = report({ items: many(200) });
    expect(made.items).toHaveLength(200);
    expect(made.itemsLeftOut).toBe(0);
    expect(csv).toBeNull();
  });

  test("over the limit are summed up: what failed is listed, all are in the CSV", () => {
    const { report: made, csv } = report({ items: [...many(300), ...many(2, { state: "failed", reason: "taken" })] });
    expect(made.items.map(({ status }) => status)).toEqual(["Failed: taken", "Failed: taken"]);
    expect(made.itemsLeftOut).toBe(300);
    expect(csv?.filename).toBe("NXP_internal_2026-11-22_6f1c2d3e.csv");
    expect(csv?.content.split("\r\n")).toHaveLength(304);
  });

  test("that all failed are listed up to the limit", () => {
    const { report: made } = report({ items: many(300, { state: "failed" }) });
    expect(made.items).toHaveLength(200);
    expect(made.itemsLeftOut).toBe(100);
  });

  test("a project's name makes no path of the CSV's name", () => {
    const upload = sampleUpload({ project: { ...sampleUpload().project, name: "../N X/P" } });
    expect(report({ upload, items: many(201) }).csv?.filename).toBe("_N_X_P_internal_2026-11-22_6f1c2d3e.csv");
  });
});

test("the status of an item says why", () => {
  expect(itemStatus({ state: "linked", reason: null })).toBe("Linked");
  expect(itemStatus({ state: "unchanged", reason: null })).toBe("Already there");
  expect(itemStatus({ state: "failed", reason: "The disk is full." })).toBe("Failed: The disk is full.");
  expect(itemStatus({ state: "left-out", reason: "2 frames are missing: 1005-1006." })).toBe(
    "Left out: 2 frames are missing: 1005-1006.",
  );
  expect(itemStatus({ state: "failed", reason: " " })).toBe("Failed");
  expect(itemStatus({ state: "waiting", reason: null })).toBe("Not yet linked");
});
