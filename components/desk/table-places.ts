import type { VersionTable } from "./use-version-table.ts";

/** Px. */
export const rowHeight = 36;
export const headHeight = 33;
/** Px of the column of checkboxes. */
export const boxWidth = 36;

/** The columns as CSS places them: the checkboxes, then each at its size; the last takes what is left. */
export function columnTemplate(table: VersionTable["table"]): string {
  const sizes = table.getAllLeafColumns().map((column) => column.getSize());
  return [boxWidth, ...sizes]
    .map((size, at) => (at === sizes.length ? `minmax(${size}px, 1fr)` : `${size}px`))
    .join(" ");
}

/** Px that all columns need. */
export function tableWidth(table: VersionTable["table"]): number {
  return boxWidth + table.getTotalSize();
}
