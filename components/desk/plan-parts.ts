import { previewMessages } from "#components/messages/preview-messages";
import type { PreviewItem } from "#lib/domain/desk";
import { problemsFirst } from "./plan-order.ts";

/** A part of the plan whose versions all come to the same. */
export interface PlanPart {
  title: string;
  /** It wants a look before anything is uploaded. */
  problem: boolean;
  items: readonly PreviewItem[];
}

const { stopped, replaced, warned, ready, unchanged } = previewMessages.parts;
const titles = [stopped, replaced, warned, ready, unchanged];
const problems = 3;

/** The parts of a plan that have versions, problems first. */
export function planParts(items: readonly PreviewItem[]): PlanPart[] {
  const parts = Map.groupBy(problemsFirst(items), partOf);
  return titles.flatMap((title, at) => {
    const alike = parts.get(at);
    return alike === undefined ? [] : [{ title, problem: at < problems, items: alike }];
  });
}

function partOf({ verdict, warnings }: PreviewItem): number {
  switch (verdict) {
    case "blocked":
    case "collides":
    case "ineligible":
    case "incomplete":
    case "missing":
      return 0;
    case "replace":
      return 1;
    case "new":
      return warnings.length > 0 ? 2 : 3;
    case "unchanged":
      return 4;
  }
}

/** A warning, and how many versions carry it. */
export interface WarningCount {
  sentence: string;
  versions: number;
}

/** What is to be acknowledged: each sentence once, the commonest first. Versions that won't run in any case don't count. */
export function warningCounts(items: readonly PreviewItem[]): WarningCount[] {
  const versions = new Map<string, number>();
  for (const { verdict, warnings } of items) {
    if (verdict !== "new" && verdict !== "replace") continue;
    for (const warning of new Set(warnings)) versions.set(warning, (versions.get(warning) ?? 0) + 1);
  }
  return [...versions]
    .map(([sentence, count]) => ({ sentence, versions: count }))
    .sort((one, other) => other.versions - one.versions);
}
