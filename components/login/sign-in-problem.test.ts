import { describe, expect, it } from "vitest";
import { signInProblem } from "./sign-in-problem.ts";

describe("a sign-in that went wrong", () => {
  it.each([
    ["refused", /did not work/],
    ["expired", /has expired/],
    ["unreachable", /directory does not answer/],
    ["throttled", /too many failed tries/],
    ["no-role", /none of the groups/],
  ])("is said in a sentence of its own: %s", (code, sentence) => {
    expect(signInProblem(code)).toMatch(sentence);
  });

  it("is said in general where the code is not ours, whatever the address says", () => {
    const general = signInProblem("Callback");
    expect(general).toMatch(/can't say why/);
    expect(signInProblem("constructor")).toBe(general);
    expect(signInProblem("<b>hello</b>")).toBe(general);
  });

  it("is not said where nothing went wrong", () => {
    expect(signInProblem(undefined)).toBeNull();
    expect(signInProblem("")).toBeNull();
  });
});
