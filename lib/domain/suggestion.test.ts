import { describe, expect, test } from "vitest";
import { configurationSchema } from "./configuration.ts";
import { sampleConfiguration } from "./domain-samples.ts";
import { type SuggestionFacts, suggestedDestination, suggestionFor, suggestionProblem } from "./suggestion.ts";

const facts: SuggestionFacts = {
  deliveries: "/mnt/prj/NXP/00_ftp",
  day: "2026-11-02",
  department: "Compositing",
  type: "client",
  project: "NXP",
  user: "mara",
};

describe("a suggestion", () => {
  test("is today's folder of the department, if nothing else is configured", () => {
    const template = suggestionFor(sampleConfiguration(), "NXP");
    expect(template && suggestedDestination(template, facts)).toBe("/mnt/prj/NXP/00_ftp/20261102_Compositing");
  });

  test("says mixed where there are several departments", () => {
    expect(suggestedDestination("{deliveries}/{department}", { ...facts, department: null })).toBe(
      "/mnt/prj/NXP/00_ftp/mixed",
    );
  });

  test("knows type, project and user", () => {
    expect(suggestedDestination("{deliveries}/{type}/{project}_{user}", facts)).toBe(
      "/mnt/prj/NXP/00_ftp/client/NXP_mara",
    );
  });

  test("stays inside 00_ftp, whatever the values hold", () => {
    const department = "../../EPI/{user}";
    expect(suggestedDestination("{deliveries}/{department}/x", { ...facts, department })).toMatch(
      /^\/mnt\/prj\/NXP\/00_ftp\/[^/]+\/x$/,
    );
    expect(suggestedDestination("{deliveries}/{department}/x", { ...facts, department: ".." })).toBe(
      "/mnt/prj/NXP/00_ftp/x",
    );
  });

  test("may differ for a project, and be none", () => {
    const configuration = sampleConfiguration({
      desk: { projects: { nxp: { suggestion: "{deliveries}/{type}" }, EPI: { suggestion: null } } },
    });
    expect(suggestionFor(configuration, "NXP")).toBe("{deliveries}/{type}");
    expect(suggestionFor(configuration, "EPI")).toBeNull();
    expect(suggestionFor(configuration, "ABC")).toBe("{deliveries}/{yyyy}{mm}{dd}_{department}");
  });
});

describe("a template", () => {
  test.each([
    ["{deliveries}/{yyyy}{mm}{dd}_{department}", null],
    ["{deliveries}", null],
    ["{deliveries}/{shot}", "has {shot}, which stands for nothing"],
    ["{deliveries}/{user", "has a brace that is not closed"],
    ["/mnt/prj/NXP/00_ftp/x", "must begin with {deliveries}/"],
    ["{deliveries}x/a", "must begin with {deliveries}/"],
    ["{deliveries}/../x", 'may not hold "." or ".."'],
    ["{deliveries}/./x", 'may not hold "." or ".."'],
    ["{deliveries}/a/{deliveries}", "may hold {deliveries} once only"],
    ["{deliveries}\\x", "must begin with"],
    ["{deliveries}/a\\x", "may hold neither backslashes"],
  ])("%s: %s", (template, problem) => {
    if (problem === null) expect(suggestionProblem(template)).toBeNull();
    else expect(suggestionProblem(template)).toContain(problem);
  });

  test("that is none is named when the configuration is read", () => {
    const read = configurationSchema.safeParse({
      ...sampleConfiguration(),
      desk: { suggestion: "{deliveries}/{shot}" },
    });
    expect(read.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join()).toContain(
      "desk.suggestion: has {shot}",
    );
  });
});
