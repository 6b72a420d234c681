import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell } from "./csv.ts";
import { sampleItem } from "./domain-samples.ts";
import { itemsAsCsv } from "./report-csv.ts";

describe("csvCell", () => {
  test.each([
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["", ""],
  ])("writes %j as %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", " =1", "\t=1", "\r=1", "|x", "%x", "＝1"])(
    "keeps a spreadsheet from running %j",
    (text) => {
      expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
    },
  );

  test("paths and frames are left as they are", () => {
    expect(csvCell("/mnt/prj/NXP/a.%04d.exr")).toBe("/mnt/prj/NXP/a.%04d.exr");
    expect(csvCell("1001-1024")).toBe("1001-1024");
  });
});

test("every item is one row of sixteen cells, whatever it holds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary" }), { minLength: 3, maxLength: 3 }),
      ([versionName = "", reason = "", path = ""]) => {
        const rows = parse(itemsAsCsv([sampleItem({ versionName, sourcePath: path, state: "failed", reason })]));
        expect(rows.map((row) => row.length)).toEqual([16, 16]);
        expect(rows[1]?.[0]?.replace(/^'/, "")).toBe(versionName.replace(/^'/, ""));
      },
    ),
    { numRuns: 2000 },
  );
});

test("columns hold what the report holds, and more", () => {
  const [head, row] = parse(itemsAsCsv([sampleItem({ warnings: ["one.", "two."], camera: null })]));
  expect(head?.slice(0, 5)).toEqual(["Version", "Status of the upload", "Source path", "Destination path", "Frames"]);
  expect(row?.slice(0, 2)).toEqual(["sh0010_compout_v003", "Linked"]);
  expect(row?.at(-1)).toBe("one. two.");
});

/** Reads RFC 4180: quoted cells, doubled quotes, CRLF between rows. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  cells.lastIndex = csv.startsWith("\ufeff") ? 1 : 0;
  while (cells.lastIndex < csv.length) {
    const [, quotedCell, plain, end] = cells.exec(csv) ?? [];
    if (end === undefined) throw new Error("no CSV");
    row.push(quotedCell?.replaceAll('""', '"') ?? plain ?? "");
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
