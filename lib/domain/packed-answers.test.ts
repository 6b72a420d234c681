import { expect, test } from "vitest";
import { sampleDeliverable } from "./domain-samples.ts";
import { facetTableOf } from "./facets.ts";
import { packedFacets, packedVersions, unpackedFacets, unpackedVersions } from "./packed-answers.ts";
import { versionRowOf } from "./version-row.ts";

const deliverables = [
  sampleDeliverable(),
  sampleDeliverable({ sequence: null, camera: "left", task: null, artist: null, sourcePath: null }),
  sampleDeliverable({ extension: "", assetName: "matte" }),
];

test("shown versions come out of their packing as they went in", () => {
  const rows = deliverables.map((deliverable) => versionRowOf(deliverable, "https://studio.example/#v"));
  const shown = { rows, remarks: ["No such status."], askedAt: "2026-03-02T08:00:00.000Z" };
  expect(unpackedVersions(packedVersions(shown))).toEqual(shown);
});

test("facets come out of their packing as they went in", () => {
  const facets = { table: facetTableOf(deliverables), remarks: [] };
  expect(unpackedFacets(packedFacets(facets))).toEqual(facets);
  const empty = { table: facetTableOf([]), remarks: ["No such status."] };
  expect(unpackedFacets(packedFacets(empty))).toEqual(empty);
});
