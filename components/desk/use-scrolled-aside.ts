"use client";

import { type RefObject, useEffect } from "react";

/**
 * Marks the box with `data-aside` while it is scrolled sideways. Only then the first columns need to be sticky: every
 * sticky cell is a layer of its own to the browser, and two hundred of them make scrolling stutter.
 */
export function useScrolledAside(box: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const mark = () => {
      const aside = element.scrollLeft > 0;
      if (aside !== element.hasAttribute("data-aside")) element.toggleAttribute("data-aside", aside);
    };
    element.addEventListener("scroll", mark, { passive: true });
    return () => element.removeEventListener("scroll", mark);
  }, [box]);
}
