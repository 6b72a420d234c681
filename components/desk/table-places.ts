import type { LookPreference } from "#lib/domain/preferences";
import type { ColumnPlace } from "./column-layout.ts";

/** Px; the style sheet's --row-height has the same. */
export const rowHeights: Readonly<Record<LookPreference["density"], number>> = { dense: 36, comfortable: 48 };
/** Px, with the line below. */
export const headHeight = 33;
/** Px of the column of checkboxes. */
const boxWidth = 36;

/**
 * Where the columns stand, as CSS variables of the box that scrolls: changing them moves every cell without drawing a row.
 * The last column takes what is left.
 */
export function placeColumns(box: HTMLElement, columns: readonly Pick<ColumnPlace, "id" | "width" | "pinned">[]): void {
  box.style.setProperty("--pinned-width", `${boxWidth}px`);
  let left = boxWidth;
  const template = [`${boxWidth}px`];
  columns.forEach(({ id, width, pinned }, at) => {
    box.style.setProperty(`--left-${id}`, `${left}px`);
    template.push(at === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`);
    left += width;
    if (pinned) box.style.setProperty("--pinned-width", `${left}px`);
  });
  box.style.setProperty("--columns", template.join(" "));
  box.style.setProperty("--table-width", `${left}px`);
}
