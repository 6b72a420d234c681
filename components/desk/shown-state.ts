import type { Problem } from "#components/shell/ask";
import type { ShownVersions } from "#lib/domain/desk";
import type { Selection } from "#lib/domain/selection";

/** What stands in the table, and what is being asked for. */
export interface Shown {
  phase: "none" | "asking" | "shown" | "failed";
  /** The last answer, with the selection that it was asked for. It stays while a new one is on its way. */
  answer: { selection: Selection; versions: ShownVersions } | null;
  problem: Problem | null;
  /** How many rows of the next answer are there. */
  came: number;
  /** Number of the last question: an answer to an earlier one is dropped. */
  question: number;
}

export type ShownEvent =
  | { type: "asked"; question: number }
  | { type: "came"; question: number; rows: number }
  | { type: "answered"; question: number; selection: Selection; versions: ShownVersions }
  | { type: "failed"; question: number; problem: Problem };

export const nothingShown: Shown = { phase: "none", answer: null, problem: null, came: 0, question: 0 };

export function nextShown(shown: Shown, event: ShownEvent): Shown {
  if (event.type === "asked") return { ...shown, phase: "asking", problem: null, came: 0, question: event.question };
  if (event.question !== shown.question) return shown;
  if (event.type === "came") return { ...shown, came: event.rows };
  if (event.type === "failed") return { ...shown, phase: "failed", problem: event.problem };
  return {
    ...shown,
    phase: "shown",
    answer: { selection: event.selection, versions: event.versions },
    problem: null,
  };
}

/** Rows of another project or upload type never stand under this one's choice. */
export function answerFor(shown: Shown, selection: Selection | null): Shown["answer"] {
  const { answer } = shown;
  if (answer === null || selection === null) return null;
  const same = answer.selection.project === selection.project && answer.selection.uploadType === selection.uploadType;
  return same ? answer : null;
}

/** Whether two selections ask for the same rows: the order of the values says nothing. */
export function sameSelection(one: Selection, other: Selection): boolean {
  return textOf(one) === textOf(other);
}

function textOf(selection: Selection): string {
  const { project, uploadType, ...facets } = selection;
  const sorted = Object.entries(facets)
    .map(([name, values]) => [name, [...values].sort()] as const)
    .sort(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([project, uploadType, sorted]);
}
