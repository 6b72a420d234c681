"use client";

import { useQueryStates } from "nuqs";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ProjectChoice } from "#lib/domain/desk";
import { type FacetChoices, facetOptions, settledChoice } from "#lib/domain/facets";
import { unpackedFacets } from "#lib/domain/packed-answers";
import { type FacetName, facetNames, perFacet, type Selection } from "#lib/domain/selection";
import type { UploadType } from "#lib/domain/upload-type";
import { addressValues, shortValues } from "./choice-in-url.ts";
import { type ChoiceInUrl, choosesNothing, loadChoice, selectionParsers } from "./desk-url.tsx";
import { type AppliedPreset, appliedPreset, readChoices } from "./read-choices.ts";
import { type GivenFacets, useFacets } from "./use-facets.ts";
import { useRemembered } from "./use-remembered.ts";

const noChoices = { ...perFacet(() => null), show: null };
const quietly = { history: "replace" } as const;

/** The last selection, where the address chooses nothing. */
export interface Restored {
  project: string;
  query: string;
}

/** A choice of another time that the address holds now: what of it is gone is left out, once the facets are there. */
interface Recalled {
  project: string;
  /** The preset that it comes from; null for the last selection. */
  preset: string | null;
}

/** The selection as the address holds it, with the ways to change it. */
export function useSelection(projects: readonly ProjectChoice[], given: GivenFacets | null, restored: Restored | null) {
  const [inUrl, setUrl] = useQueryStates(selectionParsers);
  const [recalledNow, setRecalled] = useState<Recalled | null>(null);
  const [applied, setApplied] = useState<AppliedPreset | null>(null);
  const written = useRef<Restored | null>(null);
  const restoring = restored !== null && choosesNothing(inUrl);
  const url = useMemo(
    () => (restored && restoring ? { ...inUrl, ...loadChoice(restored.query), project: restored.project } : inUrl),
    [inUrl, restored, restoring],
  );
  const recalled = restored && restoring ? { project: restored.project, preset: null } : recalledNow;
  const project = projects.find(({ id }) => id === url.project) ?? null;
  const { packed, problem, asking, askAgain } = useFacets(given, project?.id ?? null, url.type);
  const facets = useMemo(() => packed && unpackedFacets(packed), [packed]);
  const table = facets?.table ?? null;
  const read = useMemo(() => (table ? readChoices(url, table) : null), [table, url]);
  const choices = useMemo<FacetChoices | null>(
    () => read && (recalled?.project === url.project ? read.known : read.all),
    [read, recalled?.project, url.project],
  );
  const kept = useMemo(
    () =>
      table && choices
        ? { type: url.type, ...perFacet((name) => shortValues(choices[name], table.values[name])) }
        : null,
    [table, choices, url.type],
  );
  const remembered = useRemembered(
    project?.id ?? null,
    kept,
    recalled === null && (kept !== null || url.type === null),
  );
  const options = useMemo(() => (table && choices ? facetOptions(table, choices) : null), [table, choices]);
  const selection = useMemo<Selection | null>(() => {
    if (project === null || url.type === null || choices === null) return null;
    return { project: project.id, uploadType: url.type, ...perFacet((name) => [...choices[name]]) };
  }, [project, url.type, choices]);

  // Once it is known what of a recalled choice is still there, the address holds that, and no more.
  useEffect(() => {
    if (recalled === null || (restoring && written.current === restored)) return;
    // Once only: the address is late, and by then somebody may have chosen something else.
    if (restoring) written.current = restored;
    if (table === null || read === null) {
      if (restoring) void setUrl({ ...url }, quietly);
      if (restoring) setRecalled(recalled);
      return;
    }
    const held = perFacet((name) => addressValues(read.known[name], table.values[name]));
    void setUrl({ project: url.project, type: url.type, ...held }, quietly);
    setRecalled(null);
    if (recalled.preset !== null) setApplied(appliedPreset(recalled.preset, read, table));
  }, [recalled, restoring, restored, read, table, url, setUrl]);

  /** Puts a kept choice into the address, in the place of all that is chosen there. */
  function recall(id: string, kept: ChoiceInUrl | null, preset: string | null) {
    setApplied(null);
    setRecalled(kept && { project: id, preset });
    const sameRows = id === url.project && (kept?.type ?? url.type) === url.type;
    void setUrl({
      ...noChoices,
      ...kept,
      type: kept?.type ?? url.type,
      project: id,
      show: sameRows ? url.show : null,
    });
  }

  return {
    project,
    /** The address names a project that is not among those that ftrack has. */
    unknownProject: url.project !== null && project === null,
    type: url.type,
    /** Null until the server has answered for this project and upload type. */
    facets,
    choices,
    options,
    selection,
    /** Why the facets did not come. */
    problem,
    askingFacets: asking,
    askFacetsAgain: askAgain,
    filtered: facetNames.some((name) => url[name].length > 0),
    /** The rows are asked for: a link that says so asks at once. */
    asksToShow: url.show !== null,
    /** What of the preset that was applied last is to be told. */
    applied,
    forgetApplied: () => setApplied(null),
    setProject: (id: string) => {
      if (id !== url.project) recall(id, remembered(id), null);
    },
    setType: (type: UploadType) => {
      setApplied(null);
      setRecalled(null);
      void setUrl({ ...noChoices, type });
    },
    setFacet: (name: FacetName, wish: readonly string[]) => {
      if (table === null || choices === null) return;
      setApplied(null);
      const chosen = settledChoice(table, choices, name, wish);
      void setUrl({ [name]: chosen.length === 0 ? null : addressValues(chosen, table.values[name]) });
    },
    clearFacets: () => {
      setApplied(null);
      void setUrl(perFacet(() => null));
    },
    setShow: () => void setUrl({ show: "1" }),
    applyPreset: (preset: { project: string; name: string; address: string }) =>
      recall(preset.project, loadChoice(preset.address), preset.name),
  };
}
export type DeskSelection = ReturnType<typeof useSelection>;
