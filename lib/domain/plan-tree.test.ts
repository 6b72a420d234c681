import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { destination, fileRequest, planOf, sequenceRequest } from "./plan-samples.ts";
import { type FolderHoldings, foldersToCount, planTree, type TreeFacts } from "./plan-tree.ts";

const absent = (folder: string): FolderHoldings => ({ folder, state: "absent", entries: 0, cut: false });
const holds = (folder: string, entries: number): FolderHoldings => ({ folder, state: "counted", entries, cut: false });
const facts = (holdings: readonly FolderHoldings[], standing: readonly string[] = []): TreeFacts => ({
  holdings,
  standing,
  standingCut: false,
});
const noLinks = { made: 0, replaced: 0, unchanged: 0, left: 0 };

describe("the destination, before and after", () => {
  test("a folder that is not there will be made, with all that goes into it", () => {
    const plan = planOf([sequenceRequest(1, "a"), sequenceRequest(2, "b")]);
    const tree = planTree(
      plan,
      facts([absent(destination), absent(`${destination}/a`), absent(`${destination}/b`)]),
      100,
    );
    expect(tree).toMatchObject({ name: "day1", state: "made", before: 0, after: 2, links: { ...noLinks, made: 6 } });
    expect(tree.folders.map(({ name, state, after }) => [name, state, after])).toEqual([
      ["a", "made", 3],
      ["b", "made", 3],
    ]);
  });

  test("what stands there and is not ours stays, and is counted", () => {
    const folder = `${destination}/a`;
    const plan = planOf([sequenceRequest(1, "a")]);
    const tree = planTree(plan, facts([holds(destination, 3), holds(folder, 5)], ["old", "a"]), 100);
    expect(tree).toMatchObject({ state: "there", before: 3, after: 3, kept: 3 });
    expect(tree.folders).toMatchObject([
      { name: "a", state: "there", before: 5, after: 8, kept: 5, links: { ...noLinks, made: 3 } },
      { name: "old", state: "there", before: null, links: noLinks },
    ]);
  });

  test("links that are replaced change no count; without the consent they are left out", () => {
    const folder = `${destination}/a`;
    const standing = { [`${folder}/a.1001.exr`]: { kind: "link" as const, text: "../x", reaches: null } };
    const ours = new Map([[folder, new Map([["a.1001.exr", "../x"]])]]);
    const replaced = (replace: boolean) => {
      const plan = planOf([sequenceRequest(1, "a")], { standing, ours, consents: { replace, warnings: false } });
      return planTree(plan, facts([holds(destination, 1), holds(folder, 1)]), 100).folders[0];
    };
    expect(replaced(true)).toMatchObject({ before: 1, after: 3, kept: 0, links: { ...noLinks, made: 2, replaced: 1 } });
    expect(replaced(false)).toMatchObject({ before: 1, after: 1, kept: 1, links: { ...noLinks, left: 3 } });
  });

  test("a folder that only what is stopped would go into is not made", () => {
    const folder = `${destination}/a`;
    const plan = planOf([sequenceRequest(1, "a"), sequenceRequest(2, "a")]);
    const tree = planTree(plan, facts([holds(destination, 0), absent(folder)]), 100);
    expect(tree).toMatchObject({ before: 0, after: 0 });
    expect(tree.folders).toMatchObject([{ state: "absent", before: 0, after: 0, links: { ...noLinks, left: 6 } }]);
  });

  test("single files lie in the destination itself", () => {
    const tree = planTree(planOf([fileRequest(1, "a", "a.mov")]), facts([holds(destination, 2)]), 100);
    expect(tree).toMatchObject({ before: 2, after: 3, kept: 2, folders: [] });
  });

  test("folders between are of the tree too, and counted", () => {
    const configuration = sampleConfiguration({ layout: { sequence: "{shot}/{stem}/{file}" } });
    const plan = planOf([sequenceRequest(1, "a"), sequenceRequest(2, "b")], { configuration });
    const shot = plan.items[0]?.deliverable.shot.name ?? "";
    const folders = foldersToCount(plan, 100);
    expect(folders).toEqual([
      destination,
      `${destination}/${shot}`,
      `${destination}/${shot}/a`,
      `${destination}/${shot}/b`,
    ]);
    const tree = planTree(plan, facts([holds(destination, 0), ...folders.slice(1).map(absent)]), 100);
    expect(tree).toMatchObject({ after: 1, folders: [{ name: shot, state: "made", after: 2, links: { made: 6 } }] });
  });

  test("only so many folders travel, and what was not counted says so", () => {
    const plan = planOf(Array.from({ length: 5 }, (_, at) => sequenceRequest(at, `s${at}`)));
    const folders = foldersToCount(plan, 3);
    expect(folders).toHaveLength(3);
    const tree = planTree(plan, facts(folders.map(absent)), 3);
    expect(tree.folders.map(({ name, state, before }) => [name, state, before])).toEqual([
      ["s0", "made", 0],
      ["s1", "made", 0],
      ["s2", "unknown", null],
    ]);
    expect(tree).toMatchObject({ more: 2, links: { made: 15 } });
  });

  test("a folder that can't be read is there, with an unknown count", () => {
    const plan = planOf([sequenceRequest(1, "a")]);
    const uncounted: FolderHoldings = { folder: `${destination}/a`, state: "uncounted", entries: 0, cut: false };
    const tree = planTree(plan, facts([holds(destination, 1), uncounted]), 100);
    expect(tree.folders).toMatchObject([{ state: "there", before: null, after: null, kept: null }]);
  });
});
