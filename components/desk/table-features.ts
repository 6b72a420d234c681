import {
  columnSizingFeature,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { VersionRow } from "#lib/domain/desk";

/** What a column tells its cells beside their content. */
export interface ColumnLook {
  /** What the table says of it where its head shows no word. */
  label?: string;
  align?: "end";
  mono?: true;
  /** What it reads as where it is searched, copied or exported; its value where this is left out. */
  text?: (row: VersionRow) => string;
}

/** What the table of versions takes from the library: columns stand as the person keeps them (column-layout). */
export const features = tableFeatures({
  columnSizingFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<ColumnLook>(),
});
export type Features = typeof features;
