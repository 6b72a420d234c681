import { describe, expect, it } from "vitest";
import { filterRows, rememberedText, wordsOf } from "./row-filter.ts";

interface Row {
  text: string;
}
const rows: Row[] = [{ text: "sh0010 compout Léa Moreau" }, { text: "sh0020 compout 1001–1024" }, { text: "Straße" }];
const textOf = rememberedText((row: Row) => row.text);
const found = (find: string) => filterRows(rows, wordsOf(find), textOf).map(({ text }) => text.split(" ")[0]);

describe("the filter of the table", () => {
  it("wants every word, in any order, wherever it stands", () => {
    expect(found("comp 0010")).toEqual(["sh0010"]);
    expect(found("compout")).toEqual(["sh0010", "sh0020"]);
    expect(found("compout sh0030")).toEqual([]);
  });

  it("looks past case, accents and kinds of dashes", () => {
    expect(found("LEA")).toEqual(["sh0010"]);
    expect(found("léa")).toEqual(["sh0010"]);
    expect(found("1001-1024")).toEqual(["sh0020"]);
  });

  it("gives the very rows where nothing is asked for", () => {
    expect(filterRows(rows, wordsOf("  "), textOf)).toBe(rows);
  });

  it("reads each row once, however often it is searched", () => {
    const read: string[] = [];
    const counting = rememberedText((row: Row) => {
      read.push(row.text);
      return row.text;
    });
    filterRows(rows, ["a"], counting);
    filterRows(rows, ["b"], counting);
    expect(read).toHaveLength(rows.length);
  });
});
