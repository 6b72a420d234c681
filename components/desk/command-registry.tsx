"use client";

import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import { useStable } from "./use-stable.ts";

/** Something that the palette can do. */
export interface Command {
  id: string;
  label: string;
  /** Where it stands in the palette. */
  group: "desk" | "versions" | "table" | "go";
  /** How the keyboard does it, where it can: "ctrl C". */
  keys?: string;
  /** It can't be done now, and why. */
  off?: string | false;
  run: () => void;
}

type Source = () => readonly Command[];
const Registry = createContext<Map<string, Source>>(new Map());

/** Gathers what can be done now from the parts of the desk that can do it; nothing is drawn again when that changes. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const sources = useMemo(() => new Map<string, Source>(), []);
  return <Registry value={sources}>{children}</Registry>;
}

/** What this part of the desk can do while it is on the screen. */
export function useCommands(name: string, commands: Source) {
  const sources = use(Registry);
  const source = useStable(commands);
  useEffect(() => {
    sources.set(name, source);
    return () => {
      sources.delete(name);
    };
  }, [sources, name, source]);
}

/** A way to ask what can be done now. */
export function useCommandList(): () => Command[] {
  const sources = use(Registry);
  return () => [...sources.values()].flatMap((source) => source());
}
