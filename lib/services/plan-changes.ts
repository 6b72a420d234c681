import { createHash } from "node:crypto";
import type { Plan, PlanItem } from "#lib/domain/plan";
import { counted, listed, verb } from "#lib/domain/sentences";

/** As much of a plan as it takes to say later what became different. */
export interface ShownPlan extends Pick<Plan, "destination" | "uploadType" | "comment" | "consents"> {
  items: ReadonlyMap<string, ShownItem>;
}

interface ShownItem {
  versionName: string;
  verdict: PlanItem["verdict"];
  frames: string;
  /** A hash over the links, with sizes and times of their sources. */
  links: string;
  /** A hash of each warning: their texts may be long, and many plans are remembered. */
  warnings: readonly string[];
}

export function shownPlanOf({ destination, uploadType, comment, consents, items }: Plan): ShownPlan {
  return {
    destination,
    uploadType,
    comment,
    consents,
    items: new Map(items.map((item) => [String(item.deliverable.componentId), shownItemOf(item)])),
  };
}

/** Sentences about what differs between a plan that was shown and one that was made now; empty where nothing can be told. */
export function changesSince(shown: ShownPlan, plan: Plan): string[] {
  const now = shownPlanOf(plan);
  const changes: string[] = [];
  if (shown.destination !== now.destination) changes.push("The destination is another one.");
  if (shown.uploadType !== now.uploadType) changes.push("The upload type is another one.");
  if (shown.comment !== now.comment) changes.push("The comment is another one.");
  if (shown.consents.replace !== now.consents.replace || shown.consents.warnings !== now.consents.warnings) {
    changes.push("The consents are others.");
  }
  if ([...shown.items.keys()].some((id) => !now.items.has(id)) || now.items.size !== shown.items.size) {
    changes.push("Other versions are selected.");
  }
  const sentences = plan.items.flatMap((item) => {
    const before = shown.items.get(item.deliverable.componentId);
    return before === undefined ? [] : itemChange(before, shownItemOf(item), item);
  });
  const named = sentences.slice(0, 3);
  const more = sentences.length - named.length;
  return [
    ...changes,
    ...named,
    ...(more > 0 ? [`${counted(more, "more version")} ${verb(more, "differs", "differ")} too.`] : []),
  ];
}

function itemChange(before: ShownItem, now: ShownItem, { reasons, warnings }: PlanItem): string[] {
  const [reason = ""] = reasons;
  if (before.verdict !== now.verdict) {
    return [
      `${now.versionName} was *${before.verdict}* and is now *${now.verdict}*${reason === "" ? "." : `: ${reason}`}`,
    ];
  }
  const parts = [
    ...(before.frames === now.frames ? [] : ["its frames"]),
    ...(before.links === now.links ? [] : ["its files or links"]),
    ...(isSame(before.warnings, now.warnings) ? [] : ["its warnings"]),
  ];
  if (parts.length === 0) return [];
  const added = warnings.filter((_, at) => !before.warnings.includes(now.warnings[at] ?? ""));
  return [`${now.versionName}: ${listed(parts)} changed.${added[0] === undefined ? "" : ` ${added[0]}`}`];
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at]);
}

function shownItemOf({ deliverable, verdict, frames, folder, way, links, warnings }: PlanItem): ShownItem {
  const files = createHash("sha256").update(JSON.stringify([folder, way]));
  for (const { name, file, verdict: wish, size, mtimeNs } of links) {
    files.update(JSON.stringify([name, file, wish, size, mtimeNs]));
  }
  return {
    versionName: deliverable.versionName,
    verdict,
    frames,
    links: files.digest("base64url"),
    warnings: warnings.map((warning) => createHash("sha256").update(warning).digest("base64url")),
  };
}
