import { expect, it } from "vitest";
import { readSort, writeSort } from "./sort-in-url.ts";

const known = new Set(["shot", "date", "version"]);

it("writes several columns, the falling ones with a minus, and reads them back", () => {
  const sorting = [
    { id: "shot", desc: false },
    { id: "date", desc: true },
  ];
  expect(writeSort(sorting)).toBe("shot,-date");
  expect(readSort("shot,-date", known)).toEqual(sorting);
});

it("tells an order that was taken away from one that was never chosen", () => {
  expect(writeSort([])).toBe("none");
  expect(readSort("none", known)).toEqual([]);
  expect(readSort("", known)).toBeNull();
});

it("leaves out columns that there are not, and repeats", () => {
  expect(readSort("-shot,colour,shot,,version", known)).toEqual([
    { id: "shot", desc: true },
    { id: "version", desc: false },
  ]);
});
