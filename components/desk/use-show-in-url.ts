"use client";

import { useEffect, useRef } from "react";
import type { Selection } from "#lib/domain/selection";
import type { DeskSelection } from "./use-selection.ts";
import { useStable } from "./use-stable.ts";

/**
 * Asks for the rows by itself where the address says that they are shown: once for each project and upload type. Gives what
 * the Show button does: it asks, and the address says so from then on.
 */
export function useShowInUrl(
  { selection, asksToShow, setShow }: DeskSelection,
  ask: (wanted?: Selection) => Promise<void>,
): (wanted?: Selection) => void {
  const askedFor = useRef<string | null>(null);
  const askNow = useStable(ask);
  const place = selection && `${selection.project} ${selection.uploadType}`;

  useEffect(() => {
    if (!asksToShow) askedFor.current = null;
    else if (place !== null && place !== askedFor.current) {
      askedFor.current = place;
      void askNow();
    }
  }, [asksToShow, place, askNow]);

  return useStable((wanted?: Selection) => {
    askedFor.current = place;
    if (!asksToShow) setShow();
    void ask(wanted);
  });
}
