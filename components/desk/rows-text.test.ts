import { describe, expect, it } from "vitest";
import { columnBases, sortableColumns, textColumns, textOfCell } from "./column-texts.ts";
import { csvName, rowsAsTsv, tableOf } from "./rows-text.ts";
import { aRow } from "./test-items.ts";

const rows = [aRow(), aRow({ assetName: "two\twords\nand more", version: 12, camera: null, sourcePath: null })];

describe("rows as text", () => {
  it("have the heads of the columns in their order, and what the cells read as", () => {
    const columns = textColumns(["version", "thumbnail", "shot", "frames", "sourcePath"]);
    expect(tableOf(columns, rows)).toEqual([
      ["Version", "Shot", "Frames", "Source path"],
      ["v003", "sh0010", "unknown", "/mnt/prj/NXP/a.%04d.exr"],
      ["v012", "sh0010", "unknown", ""],
    ]);
  });

  it("are tab-separated for spreadsheets, whatever a name holds", () => {
    expect(rowsAsTsv(textColumns(["assetName", "camera"]), rows)).toBe(
      "Asset name\tCamera angle\ncompout\tleft\ntwo words and more\t",
    );
  });

  it("know every column but the picture, by its value or its own words", () => {
    const known = columnBases.map(({ id }) => id);
    expect(textColumns(known)).toHaveLength(known.length - 1);
    expect(sortableColumns.has("thumbnail")).toBe(false);
    expect(textOfCell("versionStatus", aRow())).toBe("Ready to review");
    expect(textOfCell("extension", aRow())).toBe("exr");
    expect(textOfCell("thumbnail", aRow())).toBe("");
    expect(textOfCell("date", aRow({ date: "2026-03-02T08:00:00.000Z" }))).toMatch(/2026/);
  });
});

it("a file is named after project, type and day, with nothing that a file's name can't hold", () => {
  const at = new Date(2026, 10, 9, 23, 30);
  expect(csvName("NXP", "internal", at)).toBe("NXP_internal_2026-11-09.csv");
  expect(csvName("a/b: c", "client", at)).toBe("a-b-c_client_2026-11-09.csv");
});
