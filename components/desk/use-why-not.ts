"use client";

import { useEffect, useState } from "react";
import { type Problem, problemOf } from "#components/shell/ask";
import { lookUp } from "#components/shell/look-up";
import type { ProjectId } from "#lib/domain/ids";
import type { UploadType } from "#lib/domain/upload-type";
import type { WhyNot } from "#lib/domain/why-not";

const pauseMs = 250;

export type WhyNotState =
  | { phase: "nothing-typed" }
  | { phase: "asking" }
  | { phase: "answered"; typed: string; answer: WhyNot }
  | { phase: "failed"; problem: Problem };

/** Asks while somebody types, a moment after the last key. What was found before stays until the next answer is there. */
export function useWhyNot(project: ProjectId, type: UploadType, typed: string) {
  const [state, setState] = useState<WhyNotState>({ phase: "nothing-typed" });
  const [asked, setAsked] = useState(0);
  const [busy, setBusy] = useState(false);
  const q = typed.trim();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` counts the wishes to ask the same again.
  useEffect(() => {
    if (q === "") {
      setState({ phase: "nothing-typed" });
      setBusy(false);
      return;
    }
    const stop = new AbortController();
    setBusy(true);
    setState((before) => (before.phase === "answered" ? before : { phase: "asking" }));
    const timer = setTimeout(() => {
      lookUp<WhyNot>("/api/why-not", { project, type, q }, stop.signal).then(
        (answer) => {
          setBusy(false);
          if (answer.ok) return setState({ phase: "answered", typed: q, answer: answer.value });
          setState({ phase: "failed", problem: problemOf(answer) });
        },
        // Something else was typed meanwhile.
        () => undefined,
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [project, type, q, asked]);

  return { state, busy, again: () => setAsked((times) => times + 1) };
}
