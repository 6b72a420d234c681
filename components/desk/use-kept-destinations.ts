"use client";

import { useMemo } from "react";
import { keptFor, withoutRecent, withRecent, withStarToggled } from "#lib/domain/kept-destinations";
import { usePreference } from "./use-preferences.tsx";

/** Recent and starred destinations of a project, with the ways to change them. */
export function useKeptDestinations(project: string | null) {
  const [kept, setKept] = usePreference("destinations");
  return useMemo(() => {
    const id = project ?? "";
    return {
      kept: keptFor(kept, id),
      toggleStar: (path: string) => setKept((before) => (id === "" ? before : withStarToggled(before, id, path))),
      forget: (path: string) => setKept((before) => (id === "" ? before : withoutRecent(before, id, path))),
      remember: (of: string, path: string) => setKept((before) => withRecent(before, of, path)),
    };
  }, [kept, setKept, project]);
}
export type KeptForProject = ReturnType<typeof useKeptDestinations>;
