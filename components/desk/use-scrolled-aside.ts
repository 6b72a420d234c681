"use client";

import { useEffect } from "react";

/**
 * Marks the box with `data-aside` while `edge`, which lies at its left border, is scrolled out of it. Only then the first
 * columns need to be sticky: each sticky cell is a layer of its own, and two hundred of them make scrolling stutter.
 * Observed rather than asked, because asking for the place at each scroll would force a layout.
 */
export function useScrolledAside(box: HTMLElement | null, edge: HTMLElement | null) {
  useEffect(() => {
    if (box === null || edge === null) return;
    const observer = new IntersectionObserver(
      (entries) => box.toggleAttribute("data-aside", entries.at(-1)?.isIntersecting === false),
      { root: box },
    );
    observer.observe(edge);
    return () => observer.disconnect();
  }, [box, edge]);
}
