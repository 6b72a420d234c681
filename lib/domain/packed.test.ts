import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packed, unpacked } from "./packed.ts";

const cases = Math.min(5_000, Number(process.env.COMPOUT_CASES ?? 500));

const text = fc.string({ unit: "binary", maxLength: 6 });
const leaf = fc.oneof(text, fc.integer({ min: -9, max: 9 }), fc.boolean(), fc.constant(null));
const part = fc.record(
  { id: text, of: fc.option(fc.record({ name: text }, { noNullPrototype: true })) },
  { requiredKeys: ["id"], noNullPrototype: true },
);
const row = fc.record(
  {
    id: text,
    url: text,
    number: fc.integer({ min: -3, max: 3 }),
    mixed: fc.oneof(leaf, part, fc.array(leaf, { maxLength: 2 })),
    part: fc.option(part),
    list: fc.array(part, { maxLength: 2 }),
    sometimes: leaf,
  },
  { requiredKeys: ["id", "url", "number", "mixed", "part", "list"], noNullPrototype: true },
);

test("whatever rows hold, they come out as they went in", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      expect(unpacked(packed(rows))).toStrictEqual(rows);
    }),
    { numRuns: cases },
  );
});

test("no rows are no rows", () => {
  expect(unpacked(packed([]))).toEqual([]);
});

test("texts that surround another column's come out whole, also where they surround something else in one row", () => {
  const rows = ["a1", "b2", "c3"].map((id) => ({ id, url: `https://studio/${id}#end` }));
  expect(unpacked(packed(rows))).toEqual(rows);
  const odd = [...rows, { id: "d4", url: "https://studio/other#end" }];
  expect(unpacked(packed(odd))).toEqual(odd);
});

describe("a thousand rows of two shots", () => {
  const rows = Array.from({ length: 1000 }, (_, at) => ({
    id: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    shot: { id: `shot ${at % 2}`, name: `sh00${at % 2}0`, path: "sq010 / a long path below the project" },
    url: `https://studio.example/#slideEntityId=00000000-0000-4000-8000-${String(at).padStart(12, "0")}&view=versions`,
  }));

  test("hold each shot once, before and after", () => {
    const shots = unpacked(packed(rows)).map(({ shot }) => shot);
    expect(new Set(shots).size).toBe(2);
    expect(shots[1]).toEqual(rows[1]?.shot);
  });

  test("are a fifth of their JSON", () => {
    expect(packed(rows).length).toBeLessThan(JSON.stringify(rows).length / 5);
  });
});
