import { describe, expect, it } from "vitest";
import type { FacetTable } from "#lib/domain/facets";
import { facetNames, perFacet } from "#lib/domain/selection";
import { appliedPreset, readChoices } from "./read-choices.ts";

const none = perFacet((): string[] => []);
const value = (name: string) => ({ value: name, label: name, hint: "" });

/** Two shots in two sequences, of one department each. */
const table: FacetTable = {
  values: {
    ...perFacet(() => [value("x")]),
    department: [value("comp"), value("roto")],
    sequence: [value("seq010"), value("seq020")],
    shot: [value("sh0010"), value("sh0020")],
  },
  rows: [0, 1].map((at) => ({ at: facetNames.map((_, facet) => (facet < 3 ? at : 0)), count: 1 })),
};

describe("choices that were kept", () => {
  it("are all there while everything chosen is still in the table", () => {
    const choices = { ...none, sequence: ["seq010"], shot: ["sh0010"] };
    expect(readChoices(choices, table)).toEqual({ all: choices, known: choices, gone: [] });
    expect(appliedPreset("Dailies", readChoices(choices, table), table)).toBeNull();
  });

  it("leave out what is gone, and tell how much of which facet", () => {
    const read = readChoices({ ...none, sequence: ["seq999"], shot: ["sh0020", "sh0030", "sh0040"] }, table);
    expect(read.all.shot).toEqual(["sh0020", "sh0030", "sh0040"]);
    expect(read.known).toEqual({ ...none, shot: ["sh0020"] });
    expect(appliedPreset("Dailies", read, table)).toEqual({
      name: "Dailies",
      gone: [
        { facet: "sequence", count: 1, all: true },
        { facet: "shot", count: 2, all: false },
      ],
      empty: false,
    });
  });

  it("tell where nothing fits all of them", () => {
    const read = readChoices({ ...none, department: ["comp"], sequence: ["seq020"] }, table);
    expect(appliedPreset("Dailies", read, table)).toEqual({ name: "Dailies", gone: [], empty: true });
  });
});
