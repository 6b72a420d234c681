import { expect, it } from "vitest";
import { problemsFirst, replaceCount } from "./plan-order.ts";
import { anItem } from "./test-items.ts";

it("puts what is stopped first, then what asks for a consent, then warnings, then what just runs", () => {
  const items = [
    anItem({ verdict: "unchanged" }),
    anItem({ verdict: "new" }),
    anItem({ verdict: "new", warnings: ["An extra frame."] }),
    anItem({ verdict: "replace" }),
    anItem({ verdict: "missing" }),
    anItem({ verdict: "blocked" }),
  ];
  const order = problemsFirst(items).map((item) => (item.warnings.length > 0 ? "warned" : item.verdict));
  expect(order).toEqual(["blocked", "missing", "replace", "warned", "new", "unchanged"]);
});

it("keeps the plan's order among equals", () => {
  const one = anItem({ frames: "1" });
  const two = anItem({ frames: "2" });
  expect(problemsFirst([two, one])).toEqual([two, one]);
});

it("counts the versions whose links would be replaced", () => {
  expect(replaceCount([anItem({ verdict: "replace" }), anItem(), anItem({ verdict: "replace" })])).toBe(2);
});
