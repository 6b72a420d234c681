import { describe, expect, test } from "vitest";
import { lookalikesOf, nearbySequences, oddWidths } from "./preflight-names.ts";
import { parsePattern } from "./sequence.ts";

function pattern(name: string) {
  const parsed = parsePattern(`/mnt/prj/NXP/left/${name}`);
  if (parsed === null) throw new Error(`${name} is no pattern`);
  return parsed;
}

describe("odd widths", () => {
  const odd = (name: string, names: readonly string[]) =>
    oddWidths(
      names.map((file) => ({ name: file, size: 1, mtimeNs: "1", state: "ok" as const })),
      pattern(name),
    );

  test.each([
    ["a.%04d.exr", ["a.1001.exr", "a.10000.exr"], []],
    ["a.%04d.exr", ["a.1001.exr", "a.999.exr", "a.01001.exr"], ["a.999.exr", "a.01001.exr"]],
    ["a.%d.exr", ["a.1.exr", "a.10.exr", "a.0011.exr"], ["a.0011.exr"]],
    ["a.%04d.exr", ["a.exr", "a.preview.exr", "a.10x1.exr", "b.1.exr", "a..exr"], []],
    ["%04d.exr", ["1001.exr", "1.exr"], ["1.exr"]],
  ])("of %s among %j are %j", (name, names, expected) => {
    expect(odd(name, names)).toEqual(expected);
  });
});

describe("lookalikes", () => {
  const frames = (prefix: string, suffix: string, first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, at) => `${prefix}${first + at}${suffix}`);
  const lookalikes = (name: string, names: readonly string[]) => lookalikesOf(pattern(name), nearbySequences(names));

  test("differ in separators or case alone, and are told with their frames", () => {
    const names = [...frames("a_.", ".exr", 1005, 1008), ...frames("A.", ".EXR", 1001, 1001), "notes.txt"];
    expect(lookalikes("a.%04d.exr", names)).toEqual([
      { name: "a_.####.exr", frames: 4, first: 1005, last: 1008 },
      { name: "A.####.EXR", frames: 1, first: 1001, last: 1001 },
    ]);
  });

  test("are none where a letter, a digit or the extension differs, as with eyes, versions and previews", () => {
    const names = [
      ...frames("a_right.", ".exr", 1001, 1003),
      ...frames("a2.", ".exr", 1001, 1003),
      ...frames("a.", ".jpg", 1001, 1003),
      ".nfs0000000012",
    ];
    expect(lookalikes("a.%04d.exr", names)).toEqual([]);
  });
});
