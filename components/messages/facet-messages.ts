import { counted } from "#lib/domain/sentences";

/** Words of the facets and of the row of what is chosen. */
export const facetMessages = {
  list: (facet: string) => `${facet}: choose values`,
  find: "Type to find",
  findLabel: (facet: string) => `Find in ${facet.toLowerCase()}`,
  keys: "Arrows move, space chooses, shift and arrows choose a range, enter closes.",
  noMatch: "Nothing here is called that.",
  found: (count: number) => counted(count, "value"),
  selectAll: "Select all",
  selectAllHint: (count: number) => `Adds ${counted(count, "listed value")} to what is chosen`,
  invert: "Invert",
  invertHint: "Chooses the listed values that are not chosen, and lets the others go",
  clear: "Clear",
  hidden: (count: number) => `${counted(count, "more", "more")} under other choices`,
  all: (count: string) => `All (${count})`,
  someOf: (chosen: string, count: string) => `${chosen} of ${count}`,
  chosen: "Chosen values",
  nothingChosen: "Nothing is narrowed: everything that is ready is chosen.",
  beforeChoice: "What is chosen stands here.",
  remove: "Remove",
  manyChosen: (count: string) => `${count} chosen`,
  leadsToNothing: "Nothing of it is ready under the other choices",
  clearAll: "Clear all",
} as const;
