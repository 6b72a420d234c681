import type { VersionRow } from "#lib/domain/desk";
import type { TablePreference } from "#lib/domain/preferences";

export type Grouping = TablePreference["group"];

/** The head of a group, in the list of what is drawn. */
export interface GroupItem {
  kind: "group";
  key: string;
  name: string;
  /** Tells it from its namesakes; else "". */
  hint: string;
  /** Rows of the group, those of a closed one too. */
  ids: readonly string[];
  open: boolean;
}
export type TableItem<Row> = GroupItem | { kind: "row"; key: string; row: Row };

interface TableRow {
  id: string;
  original: VersionRow;
}

/**
 * What the table draws, from top to bottom: the rows as they are ordered, gathered under heads. The group whose first row
 * comes first stands first, so that an order by date has the group with the newest version on top.
 */
export function tableItems<Row extends TableRow>(
  rows: readonly Row[],
  grouping: Grouping,
  closed: ReadonlySet<string>,
): TableItem<Row>[] {
  if (grouping === "none") return rows.map((row) => ({ kind: "row", key: row.id, row }));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { key } = groupOf(row.original, grouping);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].flatMap(([key, group]): TableItem<Row>[] => {
    const first = group[0];
    if (first === undefined) return [];
    const { name, hint } = groupOf(first.original, grouping);
    const open = !closed.has(key);
    const head: GroupItem = { kind: "group", key, name, hint, ids: group.map(({ id }) => id), open };
    return open ? [head, ...group.map((row) => ({ kind: "row" as const, key: row.id, row }))] : [head];
  });
}

/** The group that a version belongs to. Its key is never a row's. */
function groupOf({ sequence, shot }: VersionRow, grouping: Exclude<Grouping, "none">) {
  if (grouping === "shot") {
    return { key: `shot ${shot.id}`, name: shot.name, hint: shot.path === shot.name ? "" : shot.path };
  }
  if (sequence === null) return { key: "sequence -", name: "", hint: "" };
  return {
    key: `sequence ${sequence.id}`,
    name: sequence.name,
    hint: sequence.path === sequence.name ? "" : sequence.path,
  };
}
