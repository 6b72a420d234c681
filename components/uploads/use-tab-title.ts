"use client";

import { useEffect, useRef } from "react";
import { progressMessages } from "#components/messages/progress-messages";

/** Puts the percentage before the page's title, for whoever works in another tab meanwhile. Null: the title as it is. */
export function useTabTitle(percent: number | null): void {
  const put = useRef<{ title: string; shown: string } | null>(null);
  useEffect(() => {
    const before = put.current;
    // Another page may have set its own by now: that one stays.
    const title = before !== null && document.title === before.shown ? before.title : document.title;
    const shown = percent === null ? title : progressMessages.tabTitle(percent, title);
    if (document.title !== shown) document.title = shown;
    put.current = percent === null ? null : { title, shown };
  }, [percent]);
  useEffect(
    () => () => {
      if (put.current !== null && document.title === put.current.shown) document.title = put.current.title;
    },
    [],
  );
}
