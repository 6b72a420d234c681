import { expect, test } from "vitest";
import { z } from "zod";
import { configurationIssues, configurationProblems, settingName } from "./configuration-problems.ts";

test("a setting's name reads as people write it", () => {
  expect(settingName(["storage", "deliveries", 0, "path"])).toBe("storage.deliveries[0].path");
  expect(settingName(["statuses", "projects", "N X", "client"])).toBe('statuses.projects["N X"].client');
  expect(settingName([0, "name"])).toBe("[0].name");
  expect(settingName([])).toBe("the whole file");
});

test("each unknown setting is a problem of its own, under its own name", () => {
  const { error } = z.strictObject({ a: z.strictObject({ b: z.string() }) }).safeParse({ a: { b: "", x: 1, y: 2 } });
  expect(error === undefined ? [] : configurationIssues(error).map(({ path }) => path)).toEqual([
    ["a", "x"],
    ["a", "y"],
  ]);
});

test("what is missing and what is of the wrong kind are told apart, in plain words", () => {
  const schema = z.object({
    text: z.string(),
    number: z.int(),
    flag: z.boolean(),
    list: z.array(z.string()).min(1),
    group: z.object({}),
  });
  const { error } = schema.safeParse({ number: "1", flag: 1, list: [], group: [] });
  expect(error === undefined ? [] : configurationProblems(error)).toEqual([
    "text: is missing: it must be a text",
    "number: must be a number",
    "flag: must be true or false",
    "list: needs at least one entry",
    "group: must be a group of settings",
  ]);
});
