"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { problemOf } from "#components/shell/ask";
import { lookUp } from "#components/shell/look-up";
import type { Answer } from "#lib/domain/answer";
import type { PackedFacets } from "#lib/domain/packed-answers";
import type { UploadType } from "#lib/domain/upload-type";

/** The facets, or why they did not come, of the project and upload type that the address held when the page was made. */
export interface GivenFacets {
  project: string;
  type: UploadType;
  answer: Answer<PackedFacets>;
}

/** The facets of a project and upload type: those that came with the page, and others are asked for when they are chosen. */
export function useFacets(given: GivenFacets | null, project: string | null, type: UploadType | null) {
  const [held, setHeld] = useState(given);
  const [again, setAgain] = useState(false);
  const fitting = held !== null && held.project === project && held.type === type ? held.answer : null;
  const asking = project !== null && type !== null && (again || fitting === null);

  useEffect(() => {
    if (!asking) return;
    const stop = new AbortController();
    lookUp<PackedFacets>("/api/facets", { project, type }, stop.signal).then(
      (answer) => {
        setHeld({ project, type, answer });
        setAgain(false);
      },
      // Something else was chosen meanwhile.
      () => undefined,
    );
    return () => stop.abort();
  }, [asking, project, type]);

  const failed = fitting !== null && !fitting.ok;
  const onOnline = useEffectEvent(() => failed && setAgain(true));
  useEffect(() => {
    const ask = () => onOnline();
    window.addEventListener("online", ask);
    return () => window.removeEventListener("online", ask);
  }, []);

  return {
    /** Null until they are there. */
    packed: fitting?.ok ? fitting.value : null,
    problem: failed ? problemOf(fitting) : null,
    asking,
    askAgain: () => setAgain(true),
  };
}
