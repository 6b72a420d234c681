"use client";

import { useReducer, useRef } from "react";
import { problemOf } from "#components/shell/ask";
import type { Selection } from "#lib/domain/selection";
import { askVersions } from "./ask-versions.tsx";
import type { DeskActions } from "./desk-actions.ts";
import { nextShown, nothingShown } from "./shown-state.ts";

/** A count that changes more often can't be read, and costs the browser time that the rows need. */
const betweenCountsMs = 300;

/** What stands in the table, and the way to fill it. */
export function useShown(showVersions: DeskActions["showVersions"]) {
  const [shown, dispatch] = useReducer(nextShown, nothingShown);
  const questions = useRef(0);

  async function show(selection: Selection): Promise<readonly string[] | null> {
    questions.current += 1;
    const question = questions.current;
    dispatch({ type: "asked", question });
    let toldAt = Number.NEGATIVE_INFINITY;
    const answer = await askVersions(showVersions, selection, (rows) => {
      if (performance.now() - toldAt < betweenCountsMs) return;
      toldAt = performance.now();
      dispatch({ type: "came", question, rows });
    });
    if (!answer.ok) {
      dispatch({ type: "failed", question, problem: problemOf(answer) });
      return null;
    }
    const versions = answer.value;
    dispatch({ type: "answered", question, selection, versions });
    return versions.rows.map((row) => row.componentId);
  }

  return { shown, show };
}
