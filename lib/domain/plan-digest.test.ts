import { describe, expect, test } from "vitest";
import { sampleProject } from "./domain-samples.ts";
import { projectIdSchema } from "./ids.ts";
import { digestOf } from "./plan-digest.ts";
import { fileRequest, planOf, sequenceRequest } from "./plan-samples.ts";

const requests = [sequenceRequest(1, "a"), fileRequest(2, "b", "b.mov")];
const plan = planOf(requests);
const digest = (changes: Partial<typeof plan>) => digestOf({ ...plan, ...changes }, (text) => text);

describe("another digest comes of", () => {
  const [first, second] = plan.items;
  if (first === undefined || second === undefined) throw new Error("the plan has two items");
  const [link, ...links] = first.links;
  if (link === undefined) throw new Error("the item has links");
  const withLink = (change: Partial<typeof link>) => ({
    items: [{ ...first, links: [{ ...link, ...change }, ...links] }, second],
  });

  test.each([
    ["another upload type", { uploadType: "client" as const }],
    ["another destination", { destination: "/mnt/prj/NXP/00_ftp/day2" }],
    ["another comment", { comment: "x" }],
    [
      "another project",
      { project: { ...sampleProject, id: projectIdSchema.parse("00000000-0000-4000-8000-000000000099") } },
    ],
    ["consent to replace", { consents: { replace: true, warnings: false } }],
    ["acknowledged warnings", { consents: { replace: false, warnings: true } }],
    ["an item less", { items: [first] }],
    ["another verdict", { items: [{ ...first, verdict: "blocked" as const }, second] }],
    ["a warning", { items: [{ ...first, warnings: ["x"] }, second] }],
    ["another size of a file", withLink({ size: 1 })],
    ["a file written one nanosecond later", withLink({ mtimeNs: "1763800000000000002" })],
    ["another source", withLink({ file: "x" })],
    ["another target", withLink({ name: "x" })],
    ["another source folder", { items: [{ ...first, sourceFolder: "/x" }, second] }],
    ["another target folder", { items: [{ ...first, folder: "/x" }, second] }],
    ["another way from link to source", { items: [{ ...first, way: "../x/" }, second] }],
    ["another verdict of a link", withLink({ verdict: "replace" })],
    ["another link in place", withLink({ replaces: "/x" })],
  ])("%s", (_, change) => {
    expect(digest(change)).not.toBe(plan.digest);
  });
});

test("the same plan has the same digest, whatever the order of items and links", () => {
  expect(digest({})).toBe(plan.digest);
  const items = [...plan.items].reverse().map((item) => ({ ...item, links: [...item.links].reverse() }));
  expect(digest({ items })).toBe(plan.digest);
});

test("names that hold each other's separators are not mixed up", () => {
  const comments = ['a","b', "a", '["a"]'].map((comment) => digest({ comment }));
  expect(new Set(comments).size).toBe(3);
});
