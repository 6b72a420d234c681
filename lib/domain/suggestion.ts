import type { Configuration } from "./configuration.ts";
import { cleanFolderName } from "./folder-name.ts";
import { normalPath, segmentsOf } from "./posix-path.ts";
import { sameName } from "./same-name.ts";
import { listed } from "./sentences.ts";
import type { UploadType } from "./upload-type.ts";

const suggestionTokens = ["deliveries", "yyyy", "mm", "dd", "department", "type", "project", "user"] as const;
type SuggestionToken = (typeof suggestionTokens)[number];

/** What the tokens of a suggestion stand for. */
export interface SuggestionFacts {
  /** The first 00_ftp folder of the project and upload type. */
  deliveries: string;
  /** "2026-11-22", in the report's time zone. */
  day: string;
  /** Null where there is more than one. */
  department: string | null;
  type: UploadType;
  project: string;
  user: string;
}

/** What keeps a template from being a suggestion, or null: found when the configuration is read. */
export function suggestionProblem(template: string): string | null {
  const known: ReadonlySet<string> = new Set(suggestionTokens);
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    return `has {${unknown}}, which stands for nothing; use ${listed(suggestionTokens.map((name) => `{${name}}`))}`;
  }
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ""))) return "has a brace that is not closed or not opened";
  if (!/^\{deliveries\}(?:\/|$)/.test(template)) return "must begin with {deliveries}/, the project's 00_ftp folder";
  if (names.filter((name) => name === "deliveries").length > 1)
    return "may hold {deliveries} once only, at its beginning";
  if (/[\\\p{Cc}]/u.test(template)) return "may hold neither backslashes nor control characters";
  if (segmentsOf(template).includes("..") || /(?:^|\/)\.(?:\/|$)/.test(template)) return 'may not hold "." or ".."';
  return null;
}

/** The template for a project, its own before the studio's; null where none is to be offered. */
export function suggestionFor({ desk }: Pick<Configuration, "desk">, projectName: string): string | null {
  const own = Object.entries(desk.projects).find(([name]) => sameName(name, projectName))?.[1];
  return own === undefined ? desk.suggestion : own.suggestion;
}

/** Fills a template that `suggestionProblem` accepts. Whatever the values hold, the folder stays inside `deliveries`; a folder name that comes out empty is left out. */
export function suggestedDestination(template: string, facts: SuggestionFacts): string {
  const [yyyy = "", mm = "", dd = ""] = facts.day.split("-");
  const values: Record<Exclude<SuggestionToken, "deliveries">, string> = {
    yyyy,
    mm,
    dd,
    department: facts.department ?? "mixed",
    type: facts.type,
    project: facts.project,
    user: facts.user,
  };
  const segments = template
    .split("/")
    .slice(1)
    .map((segment) => {
      const filled = Object.entries(values).reduce(
        (text, [token, value]) => text.replaceAll(`{${token}}`, () => cleanFolderName(value)),
        segment,
      );
      return cleanFolderName(filled);
    });
  return normalPath([facts.deliveries, ...segments].join("/"));
}
