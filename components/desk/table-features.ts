import {
  columnPinningFeature,
  columnSizingFeature,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

/** What a column tells its cells beside their content. */
export interface ColumnLook {
  /** What the table says of it where its head shows no word. */
  label?: string;
  align?: "end";
  mono?: true;
}

/** What the table of versions can do. */
export const features = tableFeatures({
  columnPinningFeature,
  columnSizingFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<ColumnLook>(),
});
export type Features = typeof features;
