import type { TreeFolder } from "#lib/domain/plan-tree";

/** Whether the plan has to do with a folder at all. */
export function isTouched({ links }: TreeFolder): boolean {
  return links.made + links.replaced + links.unchanged + links.left > 0;
}
