import { compareText } from "./natural-order.ts";
import type { Plan, PlanItem } from "./plan.ts";

/**
 * Names a plan: two plans have the same digest only if the same upload would be made under the same consents. Covers project,
 * upload type, destination, comment, consents, and of each item its verdict, its warnings and its links with size and
 * modification time. No device or inode numbers, which differ from machine to machine. The order of items does not matter.
 */
export function digestOf(plan: Omit<Plan, "digest" | "totals">, sha256: (text: string) => string): string {
  const items = plan.items
    .map((item) => ({ id: item.deliverable.componentId, text: itemText(item, sha256) }))
    .sort((a, b) => compareText(a.id, b.id) || compareText(a.text, b.text));
  const { replace, warnings } = plan.consents;
  return sha256(
    JSON.stringify([
      "compout plan 2",
      plan.project.id,
      plan.uploadType,
      plan.destination,
      plan.comment,
      [replace, warnings],
      items.map(({ text }) => text),
    ]),
  );
}

/** Hashed item by item, so that a plan of 100,000 links never stands in memory as one text. */
function itemText(
  { deliverable, verdict, warnings, sourceFolder, folder, way, links }: PlanItem,
  sha256: (text: string) => string,
): string {
  const fields: (string | number | null)[] = [sourceFolder, folder, way];
  for (const link of [...links].sort((a, b) => compareText(a.name, b.name))) {
    fields.push(link.name, link.file, link.verdict, link.replaces, link.size, link.mtimeNs);
  }
  return sha256(JSON.stringify([deliverable.componentId, deliverable.versionId, verdict, warnings, fields]));
}
