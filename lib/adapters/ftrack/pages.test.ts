import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { collected } from "#lib/domain/collected";
import { allPages } from "./pages.ts";

const cases = Math.min(20_000, Number(process.env.COMPOUT_CASES ?? 500));
const rowsSchema = z.array(z.object({ id: z.string() }));
const rowOf = (id: number) => ({ id: String(id).padStart(4, "0") });
const idsOf = (rows: readonly unknown[]) => rowsSchema.parse(rows).map(({ id }) => Number(id));

/** Reads rows that change before each page but the first; `changes` run out. */
async function readWhile(
  ids: readonly number[],
  rowsPerPage: number,
  changes: readonly ((rows: Set<number>) => void)[],
) {
  const rows = new Set(ids);
  const offsets: number[] = [];
  const found = await collected(
    allPages({
      rowsPerPage,
      async read(offset) {
        if (offsets.length > 0) changes[offsets.length - 1]?.(rows);
        offsets.push(offset);
        const ordered = [...rows].sort((a, b) => a - b);
        return ordered.slice(offset, offset + rowsPerPage).map(rowOf);
      },
      as: (row) => row,
      restless: () => new Error("It never rests."),
    }),
  );
  return { found: idsOf(found), offsets };
}

const upTo = (count: number) => [...Array(count).keys()];

describe("all rows, each once", () => {
  test.each([
    [0, [0]],
    [9, [0]],
    [10, [0, 9, 18]],
    [27, [0, 9, 18, 27]],
    [28, [0, 9, 18, 27, 36]],
  ])("of %d rows in pages of 10, two under way once the first was full", async (count, offsets) => {
    const read = await readWhile(upTo(count), 10, []);
    expect(read).toEqual({ found: upTo(count), offsets });
  });

  test("a page is given while the next ones are under way", async () => {
    const asked: number[] = [];
    const pages = allPages({
      rowsPerPage: 10,
      async read(offset) {
        asked.push(offset);
        if (offset > 9) await new Promise(() => undefined);
        return upTo(30)
          .slice(offset, offset + 10)
          .map(rowOf);
      },
      as: (row) => row,
      restless: () => new Error("It never rests."),
    });
    expect(idsOf((await pages.next()).value ?? [])).toEqual(upTo(10));
    expect(asked).toEqual([0, 9, 18]);
    expect(idsOf((await pages.next()).value ?? [])).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expect(asked).toEqual([0, 9, 18, 27]);
  });

  test("where rows above the place have gone, the place is looked for further up", async () => {
    const gone = (rows: Set<number>) => [1, 3, 5].map((id) => rows.delete(id));
    const { found } = await readWhile(upTo(30), 10, [gone]);
    expect(found).toEqual(upTo(30));
  });

  test("where rows came in above, none is doubled", async () => {
    const { found } = await readWhile(
      upTo(30).map((id) => id * 2),
      10,
      [(rows) => rows.add(1).add(3)],
    );
    expect(found.filter((id) => id % 2 === 0)).toEqual(upTo(30).map((id) => id * 2));
    expect(new Set(found).size).toBe(found.length);
  });

  test("where everything has gone, what was read stays read", async () => {
    const { found } = await readWhile(upTo(30), 10, [(rows) => rows.clear()]);
    expect(found).toEqual(upTo(10));
  });
});

test("whatever comes and goes between the pages, no row that stays is lost and none is doubled", async () => {
  const change = fc.record({
    gone: fc.array(fc.nat(80), { maxLength: 25 }),
    come: fc.array(fc.nat(80), { maxLength: 25 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(80), { maxLength: 60 }),
      fc.integer({ min: 2, max: 12 }),
      fc.array(change, { maxLength: 6 }),
      async (ids, rowsPerPage, changes) => {
        const goes = new Set(changes.flatMap(({ gone }) => gone));
        const { found } = await readWhile(
          ids,
          rowsPerPage,
          changes.map(({ gone, come }) => (rows) => {
            for (const id of gone) rows.delete(id);
            for (const id of come) rows.add(id);
          }),
        );
        expect(new Set(found).size).toBe(found.length);
        expect(ids.filter((id) => !goes.has(id) && !found.includes(id))).toEqual([]);
      },
    ),
    { numRuns: cases },
  );
});

test("a page that was asked for ahead and is not needed may fail", async () => {
  const found = await collected(
    allPages({
      rowsPerPage: 10,
      async read(offset) {
        if (offset > 9) throw new Error("The line broke.");
        return upTo(12)
          .slice(offset, offset + 10)
          .map(rowOf);
      },
      as: (row) => row,
      restless: () => new Error("It never rests."),
    }),
  );
  expect(idsOf(found)).toEqual(upTo(12));
});

test("rows that never rest end in an error instead of a wrong answer", async () => {
  let newest = 0;
  const read = allPages({
    rowsPerPage: 10,
    async read() {
      newest += 10;
      return upTo(10).map((id) => rowOf(newest + id));
    },
    as: (row) => row,
    restless: () => new Error("It never rests."),
  });
  await expect(collected(read)).rejects.toThrow("It never rests.");
});
