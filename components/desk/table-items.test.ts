import { describe, expect, it } from "vitest";
import { tableItems } from "./table-items.ts";
import { aRow } from "./test-items.ts";

const seq = (name: string) => ({ id: `id ${name}`, name, path: name });
const rowOf = (id: string, sequence: string | null, shot: string) => ({
  id,
  original: aRow({
    sequence: sequence === null ? null : seq(sequence),
    shot: { id: `id ${sequence} ${shot}`, name: shot, path: `${sequence} / ${shot}`, type: "Shot" },
  }),
});
const rows = [rowOf("a", "s20", "sh1"), rowOf("b", "s10", "sh1"), rowOf("c", "s20", "sh2"), rowOf("d", null, "hero")];
const none: ReadonlySet<string> = new Set();
const keys = (items: ReturnType<typeof tableItems>) => items.map((item) => item.key);

describe("what the table draws", () => {
  it("is the rows alone where nothing is grouped", () => {
    expect(keys(tableItems(rows, "none", none))).toEqual(["a", "b", "c", "d"]);
  });

  it("gathers rows under heads, in the order of their first rows", () => {
    const items = tableItems(rows, "sequence", none);
    expect(keys(items)).toEqual(["sequence id s20", "a", "c", "sequence id s10", "b", "sequence -", "d"]);
    expect(items[0]).toMatchObject({ kind: "group", name: "s20", ids: ["a", "c"], open: true });
  });

  it("leaves out the rows of a closed group, and still counts them", () => {
    const items = tableItems(rows, "sequence", new Set(["sequence id s20"]));
    expect(keys(items).slice(0, 3)).toEqual(["sequence id s20", "sequence id s10", "b"]);
    expect(items[0]).toMatchObject({ ids: ["a", "c"], open: false });
  });

  it("tells shots of one name apart", () => {
    const heads = tableItems(rows, "shot", none).filter((item) => item.kind === "group");
    expect(heads.map(({ name, hint }) => [name, hint])).toEqual([
      ["sh1", "s20 / sh1"],
      ["sh1", "s10 / sh1"],
      ["sh2", "s20 / sh2"],
      ["hero", "null / hero"],
    ]);
  });
});
