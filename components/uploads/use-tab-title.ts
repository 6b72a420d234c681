"use client";

import { useEffect } from "react";
import { progressMessages } from "#components/messages/progress-messages";

/** Puts the percentage before the page's title, for whoever works in another tab meanwhile. Null: the title as it is. */
export function useTabTitle(percent: number | null): void {
  useEffect(() => {
    if (percent === null) return;
    let title = document.title;
    const shown = () => progressMessages.tabTitle(percent, title);
    // The page may get its own title later than this is drawn, and another page sets another.
    const put = () => {
      if (document.title === shown()) return;
      title = document.title;
      document.title = shown();
    };
    document.title = shown();
    const observer = new MutationObserver(put);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      if (document.title === shown()) document.title = title;
    };
  }, [percent]);
}
