import { describe, expect, it } from "vitest";
import { historyFilterOf, historyHref, isNarrowed } from "./history-filter.tsx";

const project = "5671dcb0-66de-11e1-8e6e-f23c91df25eb";

describe("the address of the history", () => {
  it("says what is shown", () => {
    expect(
      historyFilterOf({ project, type: "client", by: "me", state: "withdrawn", q: " sh0010 ", page: "3" }),
    ).toEqual({
      project,
      type: "client",
      by: "me",
      state: "withdrawn",
      q: "sh0010",
      page: 3,
    });
  });

  it("shows everything, from the first page, where it says nothing", () => {
    const all = historyFilterOf({});
    expect(all).toEqual({ q: "", page: 1 });
    expect(isNarrowed(all)).toBe(false);
  });

  it("counts as unsaid what makes no sense, and the rest still holds", () => {
    expect(
      historyFilterOf({ project: "nxp", type: "both", by: "you", state: "odd", q: ["a", "b"], page: "-2" }),
    ).toEqual({
      q: "",
      page: 1,
    });
    expect(historyFilterOf({ type: "internal", page: "1e99" })).toMatchObject({ type: "internal", page: 1 });
  });

  it("is as short as what it says, and leads back to the same filter", () => {
    const filter = historyFilterOf({ type: "internal", state: "problems", q: "a&b=c" });
    expect(historyHref(historyFilterOf({}), 1)).toBe("/uploads");
    const href = historyHref(filter, 2);
    const back = historyFilterOf(Object.fromEntries(new URL(href, "http://localhost").searchParams));
    expect(back).toEqual({ ...filter, page: 2 });
  });
});
