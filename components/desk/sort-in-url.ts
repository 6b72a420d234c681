import type { SortingState } from "@tanstack/react-table";

/** What the address holds where somebody chose to have no order at all. */
const noOrder = "none";

/** "shot,-date": by shot, then the newest first. */
export function writeSort(sorting: SortingState): string {
  if (sorting.length === 0) return noOrder;
  return sorting.map(({ id, desc }) => (desc ? `-${id}` : id)).join(",");
}

/** Null where the address says nothing; columns that there are not, and repeats, are left out. */
export function readSort(text: string, known: ReadonlySet<string>): SortingState | null {
  if (text === "") return null;
  const sorting = new Map<string, boolean>();
  for (const part of text.split(",")) {
    const desc = part.startsWith("-");
    const id = desc ? part.slice(1) : part;
    if (known.has(id) && !sorting.has(id)) sorting.set(id, desc);
  }
  return [...sorting].map(([id, desc]) => ({ id, desc }));
}
