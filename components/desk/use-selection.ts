"use client";

import { useQueryStates } from "nuqs";
import { useMemo, useTransition } from "react";
import type { Facets, ProjectChoice } from "#lib/domain/desk";
import { type FacetChoices, facetOptions } from "#lib/domain/facets";
import { type FacetName, facetNames, type Selection } from "#lib/domain/selection";
import type { UploadType } from "#lib/domain/upload-type";
import { fullValues, shortValues } from "./choice-in-url.ts";
import { deskParsers } from "./desk-url.tsx";

const { destination: _, sort: _sort, group: _group, find: _find, ...parsers } = deskParsers;
const noChoices = { department: null, sequence: null, shot: null, asset: null, extension: null, camera: null };

/** What the server gave for the project and upload type that the address held then. */
export interface FacetsFor {
  project: string;
  type: UploadType;
  facets: Facets;
}

/** The selection as the address holds it, with the ways to change it. */
export function useSelection(projects: readonly ProjectChoice[], given: FacetsFor | null) {
  const [pending, startTransition] = useTransition();
  const [url, setUrl] = useQueryStates(parsers, { startTransition });
  const project = projects.find(({ id }) => id === url.project) ?? null;
  const facets = given && given.project === url.project && given.type === url.type ? given.facets : null;
  const table = facets?.table ?? null;

  const choices = useMemo<FacetChoices | null>(() => {
    if (table === null) return null;
    const { department, sequence, shot, asset, extension, camera } = url;
    const inUrl = { department, sequence, shot, asset, extension, camera };
    const full = (name: FacetName) => fullValues(inUrl[name], table.values[name]);
    return {
      department: full("department"),
      sequence: full("sequence"),
      shot: full("shot"),
      asset: full("asset"),
      extension: full("extension"),
      camera: full("camera"),
    };
  }, [table, url]);
  const options = useMemo(() => (table && choices ? facetOptions(table, choices) : null), [table, choices]);
  const selection = useMemo<Selection | null>(() => {
    if (project === null || url.type === null || choices === null) return null;
    const { department, sequence, shot, asset, extension, camera } = choices;
    return {
      project: project.id,
      uploadType: url.type,
      department: [...department],
      sequence: [...sequence],
      shot: [...shot],
      asset: [...asset],
      extension: [...extension],
      camera: [...camera],
    };
  }, [project, url.type, choices]);

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
    pending,
    filtered: facetNames.some((name) => url[name].length > 0),
    setProject: (id: string) => void setUrl({ ...noChoices, project: id }),
    setType: (type: UploadType) => void setUrl({ ...noChoices, type }),
    setFacet: (name: FacetName, chosen: string[]) =>
      void setUrl({ [name]: chosen.length === 0 ? null : shortValues(chosen, table?.values[name] ?? []) }),
    clearFacets: () => void setUrl(noChoices),
  };
}
export type DeskSelection = ReturnType<typeof useSelection>;
