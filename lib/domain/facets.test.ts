import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeliverableFacets } from "./deliverable.ts";
import { sampleDeliverable, sampleId, sampleProject } from "./domain-samples.ts";
import {
  countOf,
  type FacetChoices,
  facetOptions,
  facetTableOf,
  facetValueOf,
  leftOutBy,
  matchesSelection,
  selectionOf,
  settledChoice,
  withDeliverable,
} from "./facets.ts";
import { componentIdSchema } from "./ids.ts";
import { facetNames } from "./selection.ts";

const all = selectionOf(sampleProject.id, "internal");
const sequence = (name: string) => ({ id: `id-${name}`, name, path: name });
const shot = (name: string, under: string) => ({
  id: `id-${under}-${name}`,
  name,
  path: `${under} / ${name}`,
  type: "Shot",
});

function deliverable(changes: Partial<DeliverableFacets>): DeliverableFacets {
  return { ...sampleDeliverable(), ...changes };
}

const studio = [
  deliverable({ sequence: sequence("seq010"), shot: shot("sh0010", "seq010"), camera: "left" }),
  deliverable({ sequence: sequence("seq010"), shot: shot("sh0010", "seq010"), camera: "right" }),
  deliverable({ sequence: sequence("seq010"), shot: shot("sh0020", "seq010"), camera: "left", extension: "mov" }),
  deliverable({ sequence: sequence("seq020"), shot: shot("sh0010", "seq020"), camera: null }),
  deliverable({
    sequence: null,
    shot: { id: "dragon", name: "dragon", path: "dragon", type: "AssetBuild" },
    assetName: "model",
    camera: null,
  }),
];
const table = facetTableOf(studio);
const labels = (choices: Partial<FacetChoices>, facet: (typeof facetNames)[number]) =>
  facetOptions(table, { ...all, ...choices })[facet].map(({ label, count }) => `${label} ${count}`);

describe("facet values", () => {
  test("stand in natural order, and none stands last", () => {
    expect(labels({}, "sequence")).toEqual(["seq010 3", "seq020 1", "No sequence 1"]);
    expect(labels({}, "camera")).toEqual(["left 2", "right 1", "No camera 2"]);
    const counted = facetTableOf(["sh100", "sh20", "sh3"].map((name) => deliverable({ shot: shot(name, "a") })));
    expect(counted.values.shot.map(({ label }) => label)).toEqual(["sh3", "sh20", "sh100"]);
  });

  test("of one name show their paths, others do not", () => {
    expect(table.values.shot.map(({ label, hint }) => [label, hint])).toEqual([
      ["dragon", ""],
      ["sh0010", "seq010 / sh0010"],
      ["sh0010", "seq020 / sh0010"],
      ["sh0020", ""],
    ]);
  });

  test("are ids, or names where a facet has only names, and - for none", () => {
    const bare = deliverable({ sequence: null, camera: null, extension: "" });
    expect(facetNames.map((facet) => facetValueOf(bare, facet).value)).toEqual([
      sampleId(13),
      "-",
      sampleId(22),
      "compout",
      "-",
      "-",
    ]);
  });
});

describe("a choice that leads to nothing", () => {
  const shotIn = (sequenceName: string, name: string) =>
    table.values.shot.find(({ label, hint }) => label === name && hint.startsWith(sequenceName))?.value ?? "";
  const chosen = { ...all, sequence: ["id-seq010"], shot: [shotIn("seq010", "sh0010"), shotIn("seq020", "sh0010")] };

  test("is none: what is left when the last good value is taken back is let go", () => {
    expect(settledChoice(table, chosen, "shot", [shotIn("seq020", "sh0010")])).toEqual([]);
  });

  test("stays beside one that leads somewhere", () => {
    expect(settledChoice(table, chosen, "shot", chosen.shot)).toEqual(chosen.shot);
  });
});

describe("counts", () => {
  test("follow the choices of the other facets, not of their own", () => {
    const chosen = { sequence: ["id-seq010"] };
    expect(labels(chosen, "shot")).toEqual(["sh0010 2", "sh0020 1"]);
    expect(labels(chosen, "sequence")).toEqual(["seq010 3", "seq020 1", "No sequence 1"]);
    expect(countOf(table, { ...all, ...chosen })).toBe(3);
  });

  test("several values of one facet add up", () => {
    expect(countOf(table, { ...all, camera: ["left", "right"] })).toBe(3);
    expect(countOf(table, { ...all, camera: ["-"] })).toBe(2);
    expect(countOf(table, all)).toBe(5);
  });

  test("a chosen value stays to be taken back, even with nothing left of it", () => {
    const options = facetOptions(table, { ...all, sequence: ["id-seq020"], camera: ["left"] });
    expect(options.sequence.find(({ value }) => value === "id-seq020")).toMatchObject({ count: 0, chosen: true });
    expect(options.sequence.map(({ label }) => label)).toEqual(["seq010", "seq020"]);
  });

  test("a chosen value that is not ready any more is shown as such", () => {
    expect(facetOptions(table, { ...all, shot: ["gone"] }).shot.at(-1)).toEqual({
      value: "gone",
      label: "gone",
      hint: "not ready now",
      count: 0,
      chosen: true,
    });
    expect(countOf(table, { ...all, shot: ["gone"] })).toBe(0);
  });
});

describe("for any deliverables and choices", () => {
  const name = fc.constantFrom("a", "b", "c");
  const some: fc.Arbitrary<DeliverableFacets> = fc
    .record({
      number: fc.nat(99),
      department: name,
      sequence: fc.option(name),
      shot: name,
      assetName: name,
      extension: fc.constantFrom("exr", "mov", ""),
      camera: fc.option(fc.constantFrom("left", "right")),
    })
    .map(({ number, department, sequence: under, shot: own, ...rest }) => ({
      ...rest,
      componentId: componentIdSchema.parse(sampleId(number)),
      department: { id: `d-${department}`, name: department },
      sequence: under === null ? null : sequence(under),
      shot: shot(own, under ?? "none"),
    }));
  const many = fc.array(some, { maxLength: 30 });
  const choice = fc.tuple(fc.constantFrom(...facetNames), fc.nat(), fc.nat());

  /** Choices among the values that there are, as a person makes them. */
  function choose(
    found: readonly DeliverableFacets[],
    wishes: readonly [(typeof facetNames)[number], number, number][],
  ) {
    const choices: Record<(typeof facetNames)[number], string[]> = selectionOf(sampleProject.id, "internal");
    const { values } = facetTableOf(found);
    for (const [facet, one, other] of wishes) {
      const known = values[facet];
      if (known.length === 0) continue;
      choices[facet] = [...new Set([one, other].map((at) => known[at % known.length]?.value ?? "-"))];
    }
    return choices;
  }

  test("counts are what filtering the rows gives", () => {
    fc.assert(
      fc.property(many, fc.array(choice, { maxLength: 4 }), (found, wishes) => {
        const choices = choose(found, wishes);
        const folded = facetTableOf(found);
        expect(countOf(folded, choices)).toBe(found.filter((one) => matchesSelection(one, choices)).length);
        const options = facetOptions(folded, choices);
        for (const facet of facetNames) {
          for (const { value, count } of options[facet]) {
            const alone = { ...choices, [facet]: [value] };
            expect(count).toBe(found.filter((one) => matchesSelection(one, alone)).length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("no choice of an offered value leads to an empty table", () => {
    fc.assert(
      fc.property(many, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), (found, wishes) => {
        const choices: Record<(typeof facetNames)[number], string[]> = selectionOf(sampleProject.id, "internal");
        const folded = facetTableOf(found);
        for (const wish of wishes) {
          const facet = facetNames[wish % facetNames.length] ?? "shot";
          const offered = facetOptions(folded, choices)[facet];
          const value = offered[wish % Math.max(1, offered.length)]?.value;
          if (value !== undefined) choices[facet] = [value];
          expect(countOf(folded, choices) > 0).toBe(found.length > 0);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test("no way of choosing, taking back and inverting leads to an empty table", () => {
    fc.assert(
      fc.property(many, fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (found, wishes) => {
        fc.pre(found.length > 0);
        let choices: FacetChoices = selectionOf(sampleProject.id, "internal");
        const folded = facetTableOf(found);
        for (const wish of wishes) {
          const facet = facetNames[wish % facetNames.length] ?? "shot";
          const offered = facetOptions(folded, choices)[facet];
          const at = Math.floor(wish / 6) % offered.length;
          const wanted = offered
            .filter((option, index) => (wish % 5 === 0 ? !option.chosen : option.chosen !== (index === at)))
            .map(({ value }) => value);
          choices = { ...choices, [facet]: settledChoice(folded, choices, facet, wanted) };
          expect(countOf(folded, choices)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("counts of all deliverables add up to their number in each facet", () => {
    fc.assert(
      fc.property(many, (found) => {
        const options = facetOptions(facetTableOf(found), all);
        for (const facet of facetNames) {
          expect(options[facet].reduce((sum, { count }) => sum + count, 0)).toBe(found.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a deliverable that is left out", () => {
  const wanted = deliverable({ sequence: null, shot: shot("sh0030", "seq020"), camera: "left", extension: "mov" });
  const selection = { ...all, sequence: ["id-seq020"], camera: ["right", "left"], extension: ["exr"] };

  test("names the facets that leave it out; one that chooses nothing, or has it, is none of them", () => {
    expect(leftOutBy(wanted, selection)).toEqual(["sequence", "extension"]);
    expect(leftOutBy(wanted, all)).toEqual([]);
  });

  test("comes in where just those facets are widened by its own values", () => {
    const widened = withDeliverable(selection, wanted);
    expect(widened).toEqual({ ...selection, sequence: ["id-seq020", "-"], extension: ["exr", "mov"] });
    expect(matchesSelection(wanted, widened)).toBe(true);
    expect(withDeliverable(all, wanted)).toEqual(all);
  });
});
