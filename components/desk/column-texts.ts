import type { VersionRow } from "#lib/domain/desk";
import type { ColumnBase } from "./column-layout.ts";
import type { TextColumn } from "./rows-text.ts";
import { versionColumns } from "./version-columns.tsx";

/** Every column of the program, with the text that its cells read as; null for one that has only a picture. */
const known = versionColumns.map((column) => {
  const id = column.id ?? ("accessorKey" in column ? String(column.accessorKey) : "");
  const label = column.meta?.label ?? String(column.header);
  const base: ColumnBase = { id, label, width: column.size ?? 120 };
  const own = column.meta?.text;
  const value = readerOf(column);
  const textOf = own ?? (value === null ? null : (row: VersionRow) => String(value(row) ?? ""));
  return { base, textOf, sortable: value !== null };
});

function readerOf(column: (typeof versionColumns)[number]): ((row: VersionRow) => unknown) | null {
  if ("accessorFn" in column) return (row) => column.accessorFn(row, 0);
  if (!("accessorKey" in column)) return null;
  const { accessorKey } = column;
  return (row) => Object.getOwnPropertyDescriptor(row, accessorKey)?.value;
}

export const columnBases: readonly ColumnBase[] = known.map(({ base }) => base);
export const sortableColumns: ReadonlySet<string> = new Set(known.flatMap((one) => (one.sortable ? one.base.id : [])));

/** The columns of these ids that read as text, in that order. */
export function textColumns(ids: readonly string[]): TextColumn<VersionRow>[] {
  return ids.flatMap((id) => {
    const column = known.find(({ base }) => base.id === id);
    return column?.textOf ? { label: column.base.label, textOf: column.textOf } : [];
  });
}

/** What one cell reads as; "" for a picture. */
export function textOfCell(id: string, row: VersionRow): string {
  return known.find(({ base }) => base.id === id)?.textOf?.(row) ?? "";
}
