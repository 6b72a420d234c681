"use client";

import { useReducer, useRef } from "react";
import type { Selection } from "#lib/domain/selection";
import { askVersions } from "./ask-versions.tsx";
import type { DeskActions } from "./desk-actions.ts";
import { nextShown, nothingShown } from "./shown-state.ts";

/** What stands in the table, and the way to fill it. */
export function useShown(showVersions: DeskActions["showVersions"]) {
  const [shown, dispatch] = useReducer(nextShown, nothingShown);
  const questions = useRef(0);

  async function show(selection: Selection): Promise<readonly string[] | null> {
    questions.current += 1;
    const question = questions.current;
    dispatch({ type: "asked", question });
    const answer = await askVersions(showVersions, selection, (rows) => dispatch({ type: "came", question, rows }));
    if (!answer.ok) {
      const { ok: _, ...problem } = answer;
      dispatch({ type: "failed", question, problem });
      return null;
    }
    const versions = answer.value;
    dispatch({ type: "answered", question, selection, versions });
    return versions.rows.map((row) => row.componentId);
  }

  return { shown, show };
}
