"use client";

import { createContext, useContext, useEffect, useState } from "react";

const Scrolling = createContext(false);
export const ScrollingProvider = Scrolling.Provider;

/** True from the first moment at which the table stands still: what only flies past fetches no picture. */
export function useStoodStill(): boolean {
  const scrolling = useContext(Scrolling);
  const [stood, setStood] = useState(!scrolling);
  useEffect(() => {
    if (!scrolling) setStood(true);
  }, [scrolling]);
  return stood;
}
