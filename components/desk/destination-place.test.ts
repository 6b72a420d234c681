import { expect, test } from "vitest";
import type { FacetOption } from "#lib/domain/facets";
import { oneDepartment } from "./destination-place.ts";

const option = (label: string, chosen: boolean, count = 1): FacetOption => ({
  value: label,
  label,
  hint: "",
  count,
  chosen,
});

test("the department that is chosen, or the only one that there is", () => {
  expect(oneDepartment([option("Roto", true), option("Compositing", false)])).toBe("Roto");
  expect(oneDepartment([option("Roto", false), option("Paint", false, 0)])).toBe("Roto");
});

test("none where several are meant", () => {
  expect(oneDepartment([option("Roto", true), option("Compositing", true)])).toBeNull();
  expect(oneDepartment([option("Roto", false), option("Compositing", false)])).toBeNull();
  expect(oneDepartment([])).toBeNull();
});
