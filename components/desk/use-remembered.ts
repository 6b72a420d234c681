"use client";

import { useEffect } from "react";
import { type ChoiceInUrl, choiceQuery, loadChoice } from "./desk-url.tsx";
import { usePreference } from "./use-preferences.tsx";

/** Longer than any choice that one makes by hand; what is longer is a whole project, and not worth its weight. */
const longestQuery = 60_000;

/**
 * Keeps the last choice in each project, null for none yet, and the project chosen last. `settled`: it is what is meant, and
 * not still to be read. Gives the way to what was kept.
 */
export function useRemembered(project: string | null, choice: ChoiceInUrl | null, settled: boolean) {
  const [selections, change] = usePreference("selections");
  const query = choice && choiceQuery(choice);

  useEffect(() => {
    if (project === null || !settled) return;
    change((before) => {
      const kept = query === null || query.length > longestQuery ? before.byProject[project] : query;
      if (before.last === project && before.byProject[project] === kept) return before;
      const others = Object.entries(before.byProject).filter(([id]) => id !== project);
      return { last: project, byProject: Object.fromEntries(kept ? [...others, [project, kept]] : others) };
    });
  }, [project, query, settled, change]);

  return (id: string): ChoiceInUrl | null => {
    const kept = selections.byProject[id];
    return kept === undefined ? null : loadChoice(kept);
  };
}
