/** Selected rows by id, as the table keeps them: absent means not selected. */
export type RowSelection = Readonly<Record<string, boolean>>;

/** Ids in the order of the screen; null where the head of a group stands. */
export type RowOrder = readonly (string | null)[];

/** A row clicked alone, or with shift: the whole range from the last one, given the state that the clicked row gets. */
export function selectRow(
  selection: RowSelection,
  order: RowOrder,
  at: number,
  range: { from: number } | null,
): RowSelection {
  const id = order[at];
  if (id === undefined || id === null) return selection;
  const on = !selection[id];
  if (range === null) return withState(selection, [id], on);
  return withState(selection, order.slice(Math.min(range.from, at), Math.max(range.from, at) + 1), on);
}

/** Moving with shift: every row between the anchor and the new place is selected, none is taken away. */
export function extendTo(selection: RowSelection, order: RowOrder, anchor: number, at: number): RowSelection {
  return withState(selection, order.slice(Math.min(anchor, at), Math.max(anchor, at) + 1), true);
}

/** All of these rows, or none of them where all were selected already. Rows that a facet hides keep their state. */
export function toggleAll(selection: RowSelection, order: readonly string[]): RowSelection {
  return withState(
    selection,
    order,
    order.some((id) => !selection[id]),
  );
}

/** What is still selected after the table was filled anew. */
export function keepOnly(selection: RowSelection, ids: readonly string[]): RowSelection {
  const kept: Record<string, boolean> = {};
  for (const id of ids) if (selection[id]) kept[id] = true;
  return kept;
}

/**
 * Which rows an upload would take (selected, shown and still ready), how many selected ones the facets hide, and how many
 * are not ready any more.
 */
export function chosenRows<Id extends string>(
  selection: RowSelection,
  shown: readonly { componentId: Id }[],
  isLost: (id: Id) => boolean = () => false,
): { ids: Id[]; hidden: number; lost: number } {
  const selected = shown.filter((row) => selection[row.componentId]).map((row) => row.componentId);
  const ids = selected.filter((id) => !isLost(id));
  return { ids, hidden: Object.keys(selection).length - selected.length, lost: selected.length - ids.length };
}

function withState(selection: RowSelection, ids: RowOrder, on: boolean): RowSelection {
  const next: Record<string, boolean> = { ...selection };
  for (const id of ids) {
    if (id === null) continue;
    if (on) next[id] = true;
    else delete next[id];
  }
  return next;
}
