import { describe, expect, it } from "vitest";
import { perFacet } from "#lib/domain/selection";
import { chipsOf } from "./chips-of.ts";

const option = (value: string, chosen: boolean) => ({ value, label: value, hint: "", count: 1, chosen });
const none = perFacet(() => [option("x", false)]);

describe("chips", () => {
  it("stand for each value that is chosen, in the order of the facets", () => {
    const chips = chipsOf({
      ...none,
      shot: [option("sh0010", true), option("sh0020", false), option("sh0030", true)],
      department: [option("comp", true)],
    });
    expect(chips.map(({ facet, option: of }) => `${facet} ${of?.value}`)).toEqual([
      "department comp",
      "shot sh0010",
      "shot sh0030",
    ]);
  });

  it("stand for a whole facet where very many values are chosen in it", () => {
    const shots = Array.from({ length: 500 }, (_, at) => option(`sh${at}`, true));
    expect(chipsOf({ ...none, shot: shots })).toEqual([{ facet: "shot", option: null, count: 500 }]);
  });
});
