import { describe, expect, it } from "vitest";
import type { FacetOption } from "#lib/domain/facets";
import { allSet, emptyCount, facetSummary, inverted, listedOptions, movedTo, rangeSet, toggled } from "./facet-list.ts";

function option(value: string, count: number, chosen = false, hint = ""): FacetOption {
  return { value, label: `sh${value}`, hint, count, chosen };
}
const shots = [option("0010", 3), option("0020", 0), option("0030", 2, true), option("0040", 0, true)];

describe("the list of a facet", () => {
  it("leaves out what leads to nothing, but keeps what is chosen so that it can be removed", () => {
    expect(listedOptions(shots, "").map((shot) => shot.value)).toEqual(["0010", "0030", "0040"]);
    expect(emptyCount(shots)).toBe(1);
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
});

describe("the closed facet", () => {
  it("counts what is possible under the other choices", () => {
    expect(facetSummary([option("a", 2), option("b", 0)], [])).toBe("All (1)");
  });

  it("names a single choice and counts several", () => {
    expect(facetSummary([option("a", 2, true), option("b", 1)], ["a"])).toBe("sha");
    expect(facetSummary([option("a", 2, true), option("b", 1, true), option("c", 1)], ["a", "b"])).toBe("2 of 3");
  });

  it("says so where the chosen value is no longer there", () => {
    expect(facetSummary([option("a", 2)], ["gone"])).toBe("1 that is gone");
  });
});
