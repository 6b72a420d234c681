/**
 * A table whose rows are placed by CSS is no table to every browser any more, so its parts say what they are. As objects,
 * because on the table's own elements the linter takes the words for idle ones.
 */
export const asTable = { role: "table" } as const;
export const asRowGroup = { role: "rowgroup" } as const;
export const asRow = { role: "row" } as const;
export const asColumnHeader = { role: "columnheader" } as const;
export const asCell = { role: "cell" } as const;
