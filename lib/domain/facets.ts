import type { DeliverableFacets } from "./deliverable.ts";
import type { ProjectId } from "./ids.ts";
import { compareNatural, compareText } from "./natural-order.ts";
import { type FacetName, facetNames, noValue, type Selection } from "./selection.ts";
import type { UploadType } from "./upload-type.ts";

export interface FacetValue {
  /** What the URL holds: an id, or a name where a facet has only names; "-" for none. */
  value: string;
  label: string;
  /** The path, where two values share a label; else "". */
  hint: string;
}

/** All eligible deliverables of a project and upload type, folded to what facets need: which values occur together, how often. */
export interface FacetTable {
  values: Readonly<Record<FacetName, readonly FacetValue[]>>;
  /** Indices into `values`, in the order of `facetNames`, and the number of deliverables with that combination. */
  rows: readonly { at: readonly number[]; count: number }[];
}

/** A value with the number of deliverables that it has under the other facets' choices. */
export interface FacetOption extends FacetValue {
  count: number;
  chosen: boolean;
}

/** What is chosen, facet by facet; an empty facet means all. A whole selection fits. */
export type FacetChoices = Readonly<Record<FacetName, readonly string[]>>;

const noneLabel: Record<FacetName, string> = {
  department: "No department",
  sequence: "No sequence",
  shot: "No shot",
  asset: "No name",
  extension: "No extension",
  camera: "No camera",
};

/** A selection of everything in a project and upload type. */
export function selectionOf(project: ProjectId, uploadType: UploadType): Selection {
  return { project, uploadType, department: [], sequence: [], shot: [], asset: [], extension: [], camera: [] };
}

/** A deliverable's value in a facet, with the path that tells it from its namesakes. */
export function facetValueOf(deliverable: DeliverableFacets, facet: FacetName): FacetValue {
  switch (facet) {
    case "department":
      return named(facet, deliverable.department.id, deliverable.department.name, "");
    case "sequence":
      return named(facet, deliverable.sequence?.id, deliverable.sequence?.name, deliverable.sequence?.path);
    case "shot":
      return named(facet, deliverable.shot.id, deliverable.shot.name, deliverable.shot.path);
    case "asset":
      return named(facet, deliverable.assetName, deliverable.assetName, "");
    case "extension":
      return named(facet, deliverable.extension, deliverable.extension, "");
    case "camera":
      return named(facet, deliverable.camera, deliverable.camera, "");
  }
}

function named(
  facet: FacetName,
  value: string | null | undefined,
  label: string | null | undefined,
  hint = "",
): FacetValue {
  const isNone = value === null || value === undefined || value === "" || value === noValue;
  return isNone ? { value: noValue, label: noneLabel[facet], hint: "" } : { value, label: label ?? value, hint };
}

/** Folds deliverables to the values of each facet, in natural order with "none" last, and how often they occur together. */
export function facetTableOf(deliverables: readonly DeliverableFacets[]): FacetTable {
  const found = facetNames.map(() => new Map<string, FacetValue>());
  const combinations = new Map<string, { values: string[]; count: number }>();
  for (const deliverable of deliverables) {
    const values = facetNames.map((facet, at) => {
      const value = facetValueOf(deliverable, facet);
      if (found[at]?.has(value.value) === false) found[at].set(value.value, value);
      return value.value;
    });
    const key = JSON.stringify(values);
    const combination = combinations.get(key);
    if (combination === undefined) combinations.set(key, { values, count: 1 });
    else combination.count += 1;
  }
  const ordered = found.map((values) => withHints([...values.values()].sort(inOrder)));
  const places = ordered.map((values) => new Map(values.map(({ value }, at) => [value, at])));
  const rows = [...combinations.values()].map(({ values, count }) => ({
    at: values.map((value, facet) => places[facet]?.get(value) ?? -1),
    count,
  }));
  const [department = [], sequence = [], shot = [], asset = [], extension = [], camera = []] = ordered;
  return { values: { department, sequence, shot, asset, extension, camera }, rows };
}

function inOrder(a: FacetValue, b: FacetValue): number {
  if (a.value === noValue || b.value === noValue) return Number(a.value === noValue) - Number(b.value === noValue);
  return compareNatural(a.label, b.label) || compareNatural(a.hint, b.hint) || compareText(a.value, b.value);
}

/** A path is shown only where two values have the same label. */
function withHints(values: readonly FacetValue[]): FacetValue[] {
  const namesakes = new Map<string, number>();
  for (const { label } of values) namesakes.set(label, (namesakes.get(label) ?? 0) + 1);
  return values.map((value) => ((namesakes.get(value.label) ?? 0) > 1 ? value : { ...value, hint: "" }));
}

/**
 * Each facet's values with the number of deliverables that they have under the choices of the other facets. Values that would
 * lead to nothing are left out; a chosen one stays, even one that is not in the table any more, so that it can be taken back.
 */
export function facetOptions(table: FacetTable, choices: FacetChoices): Record<FacetName, FacetOption[]> {
  const counts = facetNames.map((facet) => table.values[facet].map(() => 0));
  eachRow(table, choices, (row, refusedBy) => {
    row.at.forEach((value, facet) => {
      if (refusedBy !== null && refusedBy !== facet) return;
      const own = counts[facet];
      if (own !== undefined) own[value] = (own[value] ?? 0) + row.count;
    });
  });
  const options = facetNames.map((facet, at) => {
    const chosen = new Set(choices[facet]);
    const known = table.values[facet].map((value, index) => {
      const isChosen = chosen.delete(value.value);
      return { ...value, count: counts[at]?.[index] ?? 0, chosen: isChosen };
    });
    const gone = [...chosen].map((value) => ({
      value,
      label: value === noValue ? noneLabel[facet] : value,
      hint: "not ready now",
      count: 0,
      chosen: true,
    }));
    return [...known.filter((option) => option.count > 0 || option.chosen), ...gone];
  });
  const [department = [], sequence = [], shot = [], asset = [], extension = [], camera = []] = options;
  return { department, sequence, shot, asset, extension, camera };
}

/** How many deliverables fit all choices. */
export function countOf(table: FacetTable, choices: FacetChoices): number {
  let count = 0;
  eachRow(table, choices, (row, refusedBy) => {
    if (refusedBy === null) count += row.count;
  });
  return count;
}

/** Whether a deliverable fits all choices. */
export function matchesSelection(deliverable: DeliverableFacets, choices: FacetChoices): boolean {
  return askedOf(choices).every(({ facet, chosen }) => chosen.has(facetValueOf(deliverable, facet).value));
}

type Asked = readonly { facet: FacetName; chosen: ReadonlySet<string> }[];
const known = new WeakMap<FacetChoices, Asked>();

/** The facets that are narrowed at all. Thousands of rows are held against the same choices, of hundreds of values. */
function askedOf(choices: FacetChoices): Asked {
  const before = known.get(choices);
  if (before !== undefined) return before;
  const asked = facetNames
    .filter((facet) => choices[facet].length > 0)
    .map((facet) => ({ facet, chosen: new Set(choices[facet]) }));
  known.set(choices, asked);
  return asked;
}

/** The facets whose choices leave a deliverable out, in their order. */
export function leftOutBy(deliverable: DeliverableFacets, choices: FacetChoices): FacetName[] {
  return facetNames.filter((facet) => {
    const chosen = choices[facet];
    return chosen.length > 0 && !chosen.includes(facetValueOf(deliverable, facet).value);
  });
}

/**
 * What a wish for one facet comes to: the wish, or nothing chosen where all that is left of it leads to nothing under the
 * other facets' choices. So no way of choosing and taking back ends in an empty table.
 */
export function settledChoice(
  table: FacetTable,
  choices: FacetChoices,
  facet: FacetName,
  wish: readonly string[],
): readonly string[] {
  return wish.length === 0 || countOf(table, { ...choices, [facet]: wish }) > 0 ? wish : [];
}

/** A selection widened by as much as lets a deliverable in. */
export function withDeliverable(selection: Selection, deliverable: DeliverableFacets): Selection {
  const widened = { ...selection };
  for (const facet of leftOutBy(deliverable, selection)) {
    widened[facet] = [...selection[facet], facetValueOf(deliverable, facet).value];
  }
  return widened;
}

/** Visits the rows that at most one facet refuses, with that facet's place: more refusals count for nobody. */
function eachRow(
  table: FacetTable,
  choices: FacetChoices,
  visit: (row: FacetTable["rows"][number], refusedBy: number | null) => void,
): void {
  const chosen = facetNames.map((facet) => {
    const values = new Set(choices[facet]);
    return values.size === 0 ? null : table.values[facet].map(({ value }) => values.has(value));
  });
  for (const row of table.rows) {
    let refusedBy: number | null = null;
    let refusals = 0;
    for (let facet = 0; facet < chosen.length && refusals < 2; facet += 1) {
      if (chosen[facet]?.[row.at[facet] ?? -1] !== false) continue;
      refusedBy = facet;
      refusals += 1;
    }
    if (refusals < 2) visit(row, refusedBy);
  }
}
