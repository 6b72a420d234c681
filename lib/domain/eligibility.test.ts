import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { eligibility, statusPairFor } from "./eligibility.ts";

const pair = { version: "Ready to review", task: "Pending Internal review" };
const answer = (version: string, task: string | null) =>
  eligibility(
    { version: { name: version }, task: task === null ? null : { status: { name: task } } },
    pair,
    "internal",
  );

describe("eligibility", () => {
  test("both statuses are the two that the upload type asks for", () => {
    expect(answer("Ready to review", "Pending Internal review")).toEqual({ eligible: true });
  });

  test("neither case nor outer blanks matter", () => {
    expect(answer(" READY to review", "pending internal review ")).toEqual({ eligible: true });
  });

  test("another task status is said as it is and as it should be", () => {
    expect(answer("Ready to review", "In progress")).toEqual({
      eligible: false,
      reasons: ["task is *In progress*; internal needs *Pending Internal review*"],
    });
  });

  test("every rule that fails is named", () => {
    expect(answer("Omitted", "In progress")).toEqual({
      eligible: false,
      reasons: [
        "version is *Omitted*; internal needs *Ready to review*",
        "task is *In progress*; internal needs *Pending Internal review*",
      ],
    });
  });

  test("a version without a task never is", () => {
    expect(answer("Ready to review", null)).toEqual({
      eligible: false,
      reasons: ["has no task; internal needs a task that is *Pending Internal review*"],
    });
  });
});

describe("statusPairFor", () => {
  test("is the studio's practice by default", () => {
    const configuration = sampleConfiguration();
    expect(statusPairFor(configuration, "NXP", "internal")).toEqual(pair);
    expect(statusPairFor(configuration, "NXP", "client")).toEqual({
      version: "Internal Approved",
      task: "Internal Approved",
    });
  });

  test("a project's own pair goes before the studio's, for the upload type that it names", () => {
    const own = { version: "To client", task: "To client" };
    const studio = { version: "Check", task: "Check" };
    const configuration = sampleConfiguration({ statuses: { internal: studio, projects: { NXP: { client: own } } } });
    expect(statusPairFor(configuration, "NXP", "client")).toEqual(own);
    expect(statusPairFor(configuration, "nxp", "client")).toEqual(own);
    expect(statusPairFor(configuration, "NXP", "internal")).toEqual(studio);
    expect(statusPairFor(configuration, "OTHER", "client").version).toBe("Internal Approved");
  });
});
