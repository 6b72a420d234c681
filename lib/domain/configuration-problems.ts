import type { z } from "zod";

export interface ConfigurationProblem {
  /** Keys from the top of the file down to the setting. */
  path: readonly PropertyKey[];
  /** What is wrong with it, without the path. */
  message: string;
}

/** Everything that is wrong with a configuration, one line each: "storage.deliveries[0].path: must be …". */
export function configurationProblems(error: z.ZodError): string[] {
  return configurationIssues(error).map(({ path, message }) => `${settingName(path)}: ${message}`);
}

/** The same in parts, for who wants to add the line of the file. */
export function configurationIssues(error: z.ZodError): ConfigurationProblem[] {
  return error.issues.flatMap(partsOf);
}

/** "storage.deliveries[0].path"; "the whole file" for the top. */
export function settingName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the whole file";
  return path
    .map((key, at) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      if (!/^[\w-]+$/.test(name)) return `[${JSON.stringify(name)}]`;
      return at === 0 ? name : `.${name}`;
    })
    .join("");
}

function partsOf(issue: z.core.$ZodIssue): ConfigurationProblem[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...issue.path, key], message: "is no setting that is known here" }));
    case "invalid_type":
      return [{ path: issue.path, message: wrongType(issue) }];
    case "invalid_key":
      return issue.issues.map(({ message }) => ({ path: issue.path, message: `its name ${message}` }));
    case "invalid_union":
      return [{ path: issue.path, message: issue.message.replace(/^Invalid discriminator value\. E/, "e") }];
    case "too_small":
      return [{ path: issue.path, message: issue.origin === "array" ? "needs at least one entry" : issue.message }];
    default:
      return [{ path: issue.path, message: issue.message }];
  }
}

const withArticle: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of settings",
  record: "a group of settings",
};

function wrongType({ expected, message }: { expected: string; message: string }): string {
  const wanted = withArticle[expected] ?? expected;
  return message.endsWith("received undefined") ? `is missing: it must be ${wanted}` : `must be ${wanted}`;
}
