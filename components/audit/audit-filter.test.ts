import { describe, expect, it } from "vitest";
import { auditChoiceOf, auditHref, isNarrowed } from "./audit-filter.tsx";

describe("the address of the audit", () => {
  it("says what is shown", () => {
    expect(auditChoiceOf({ kind: "sign-in-refused", person: " mira ", q: "NXP", page: "2" })).toEqual({
      kind: "sign-in-refused",
      person: "mira",
      q: "NXP",
      page: 2,
    });
  });

  it("counts as unsaid what makes no sense", () => {
    const choice = auditChoiceOf({ kind: "deleted", person: ["a", "b"], page: "0" });
    expect(choice).toEqual({ person: "", q: "", page: 1 });
    expect(isNarrowed(choice)).toBe(false);
  });

  it("leads back to the same choice", () => {
    const choice = auditChoiceOf({ kind: "preview", person: "a+b", q: "x&y" });
    const back = auditChoiceOf(Object.fromEntries(new URL(auditHref(choice, 5), "http://localhost").searchParams));
    expect(back).toEqual({ ...choice, page: 5 });
    expect(auditHref(auditChoiceOf({}), 1)).toBe("/audit");
  });
});
