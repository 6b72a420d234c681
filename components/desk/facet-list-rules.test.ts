import { describe, expect, it } from "vitest";
import type { FacetOption } from "#lib/domain/facets";
import {
  allSet,
  extendedTo,
  facetSummary,
  inverted,
  listedOptions,
  movedTo,
  rangeSet,
  soleMatch,
  toggled,
} from "./facet-list-rules.ts";

function option(value: string, count: number, chosen = false, hint = ""): FacetOption {
  return { value, label: `sh${value}`, hint, count, chosen };
}
describe("the list of a facet", () => {
  it("is whole while nothing is typed", () => {
    const shots = [option("0010", 3), option("0030", 0, true)];
    expect(listedOptions(shots, "  ")).toEqual(shots);
  });

  it("finds every typed word, in any order and case, in label or path", () => {
    const twins = [option("0010", 1, false, "ep101 / sq010"), option("0010", 1, false, "ep102 / sq010")];
    expect(listedOptions(twins, "EP102 sh0010")).toEqual([twins[1]]);
    expect(listedOptions(twins, "ep103")).toEqual([]);
  });
});

describe("choosing in a facet", () => {
  it("adds a value and takes it away again", () => {
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });

  it("sets a range in either direction and leaves the rest", () => {
    const listed = ["a", "b", "c", "d"].map((value) => option(value, 1));
    expect(rangeSet(["d"], listed, 2, 0, true)).toEqual(["d", "a", "b", "c"]);
    expect(rangeSet(["a", "b", "c", "d"], listed, 1, 2, false)).toEqual(["a", "d"]);
  });

  it("selects and inverts only what the search lists", () => {
    const listed = [option("a", 1), option("b", 1)];
    expect(allSet(["z", "a"], listed)).toEqual(["z", "a", "b"]);
    expect(inverted(["z", "a"], listed)).toEqual(["z", "b"]);
  });
});

describe("moving in a facet", () => {
  it("wraps with the arrows and stops with the page keys", () => {
    expect(movedTo("ArrowDown", -1, 3)).toBe(0);
    expect(movedTo("ArrowDown", 2, 3)).toBe(0);
    expect(movedTo("ArrowUp", -1, 3)).toBe(2);
    expect(movedTo("PageDown", 0, 3)).toBe(2);
    expect(movedTo("PageUp", 2, 30)).toBe(0);
    expect(movedTo("ArrowDown", 0, 0)).toBeNull();
    expect(movedTo("x", 0, 3)).toBeNull();
  });

  it("goes to either end at once", () => {
    expect(movedTo("Home", 2, 3)).toBe(0);
    expect(movedTo("End", -1, 3)).toBe(2);
  });

  it("never wraps a range round the ends", () => {
    expect(extendedTo("ArrowDown", 0, 3)).toBe(1);
    expect(extendedTo("ArrowDown", 2, 3)).toBeNull();
    expect(extendedTo("ArrowUp", 0, 3)).toBeNull();
    expect(extendedTo("End", 0, 3)).toBe(2);
  });
});

describe("what was typed for", () => {
  it("is taken along where it is the only one and not chosen yet", () => {
    const [shot] = [option("0010", 3)];
    expect(soleMatch([shot], "0010")).toBe(shot);
    expect(soleMatch([shot], " ")).toBeNull();
    expect(soleMatch([shot, option("0011", 1)], "001")).toBeNull();
    expect(soleMatch([option("0010", 3, true)], "0010")).toBeNull();
  });
});

describe("the closed facet", () => {
  it("says that nothing chosen means all that is possible", () => {
    expect(facetSummary([option("a", 2), option("b", 1)], String)).toBe("All (2)");
  });

  it("names a single choice and counts several", () => {
    expect(facetSummary([option("a", 2, true), option("b", 1)], String)).toBe("sha");
    expect(facetSummary([option("a", 2, true), option("b", 0, true), option("c", 1)], String)).toBe("2 of 3");
  });
});
