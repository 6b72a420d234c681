import { expect, test } from "vitest";
import { sampleDeliverable } from "./domain-samples.ts";
import { facetTableOf } from "./facets.ts";
import { packed, unpacked } from "./packed.ts";
import { packedFacets, unpackedFacets } from "./packed-answers.ts";
import { versionRowOf } from "./version-row.ts";

const deliverables = [
  sampleDeliverable(),
  sampleDeliverable({ sequence: null, camera: "left", task: null, artist: null, sourcePath: null }),
  sampleDeliverable({ extension: "", assetName: "matte" }),
];

test("shown versions come out of their packing as they went in", () => {
  const rows = deliverables.map((deliverable) => versionRowOf(deliverable, "https://studio.example/#v"));
  expect(unpacked(packed(rows))).toEqual(rows);
});

test("facets come out of their packing as they went in", () => {
  const facets = { table: facetTableOf(deliverables), remarks: [] };
  expect(unpackedFacets(packedFacets(facets))).toEqual(facets);
  const empty = { table: facetTableOf([]), remarks: ["No such status."] };
  expect(unpackedFacets(packedFacets(empty))).toEqual(empty);
});
