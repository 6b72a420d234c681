import { describe, expect, it } from "vitest";
import { chosenRows, extendTo, keepOnly, selectRow, toggleAll } from "./row-selection.ts";

const order = ["a", "b", "c", "d"];

describe("selecting rows", () => {
  it("turns one row on and off", () => {
    expect(selectRow({}, order, 1, null)).toEqual({ b: true });
    expect(selectRow({ b: true }, order, 1, null)).toEqual({});
  });

  it("with shift, gives the whole range the state that the clicked row gets", () => {
    expect(selectRow({ a: true }, order, 2, { from: 0 })).toEqual({ a: true, b: true, c: true });
    expect(selectRow({ a: true, b: true, c: true, d: true }, order, 1, { from: 3 })).toEqual({ a: true });
  });

  it("by keys, extends from the anchor and takes nothing away", () => {
    expect(extendTo({ a: true }, order, 3, 1)).toEqual({ a: true, b: true, c: true, d: true });
  });

  it("passes over the heads of groups", () => {
    const grouped = [null, "a", "b", null, "c"];
    expect(selectRow({}, grouped, 4, { from: 0 })).toEqual({ a: true, b: true, c: true });
    expect(selectRow({}, grouped, 3, null)).toEqual({});
    expect(extendTo({}, grouped, 2, 4)).toEqual({ b: true, c: true });
  });

  it("ignores a row that is not there", () => {
    expect(selectRow({ a: true }, order, 9, null)).toEqual({ a: true });
  });
});

describe("selecting all", () => {
  it("completes what is partly selected, then clears it", () => {
    const all = toggleAll({ b: true }, order);
    expect(all).toEqual({ a: true, b: true, c: true, d: true });
    expect(toggleAll(all, order)).toEqual({});
  });

  it("leaves rows alone that a facet hides", () => {
    expect(toggleAll({ hidden: true, a: true }, ["a"])).toEqual({ hidden: true });
  });
});

describe("what an upload would take", () => {
  const rows = (...ids: string[]) => ids.map((componentId) => ({ componentId }));

  it("is what is selected and shown, in the order of the table", () => {
    expect(chosenRows({ c: true, a: true, hidden: true }, rows("a", "b", "c"))).toEqual({
      ids: ["a", "c"],
      hidden: 1,
      lost: 0,
    });
  });

  it("leaves out what is not ready any more, and counts it", () => {
    const isLost = (id: string) => id === "a";
    expect(chosenRows({ c: true, a: true }, rows("a", "b", "c"), isLost)).toEqual({ ids: ["c"], hidden: 0, lost: 1 });
  });

  it("forgets rows that are gone when the table is filled anew", () => {
    expect(keepOnly({ a: true, gone: true }, ["a", "b"])).toEqual({ a: true });
  });
});
