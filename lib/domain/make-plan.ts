import { type Collision, collisionsOf } from "./collisions.ts";
import { type JudgedTarget, judgeTarget } from "./judge-target.ts";
import type { LinkRoot } from "./link-text.ts";
import type { ViewFacts } from "./mount-view.ts";
import { viewProblems } from "./mount-view-problems.ts";
import type { Consents, Plan, PlanItem, PlanTotals } from "./plan.ts";
import { digestOf } from "./plan-digest.ts";
import type { ItemSketch } from "./plan-sketch.ts";
import type { TargetFacts } from "./target.ts";

export interface PlanInput extends Pick<Plan, "project" | "uploadType" | "destination" | "comment" | "consents"> {
  /** From `judgeDestination`: no target folder may really lie outside of it. */
  realFtpFolder: string;
  sketches: readonly ItemSketch[];
  /** What the disk says of each folder in `wantedTargets(sketches)`, in any order. */
  targets: readonly TargetFacts[];
  /** Links of earlier uploads: folder → name → text. */
  ours: ReadonlyMap<string, ReadonlyMap<string, string>>;
  roots: readonly LinkRoot[];
  /** How others see storage: each link has to work for them too. */
  views: ViewFacts;
  /** Gives the hash in hex. */
  sha256: (text: string) => string;
}

/** Every link that an upload will make, each with a verdict. The same input gives the same plan, whatever the order of selection gives the same digest. Throws where a wanted folder has no facts. */
export function makePlan(input: PlanInput): Plan {
  const { project, uploadType, destination, comment, consents, sketches, sha256 } = input;
  const targets = new Map(input.targets.map((facts) => [facts.folder, facts]));
  const collisions = collisionsOf(sketches, destination);
  const items = sketches.map((sketch) => planItem(sketch, targets, collisions.get(sketch) ?? null, input));
  const plan = {
    project: { id: project.id, name: project.name },
    uploadType,
    destination,
    comment,
    consents,
    items,
    totals: totalsOf(items, consents),
  };
  return { ...plan, digest: digestOf(plan, sha256) };
}

function planItem(
  sketch: ItemSketch,
  targets: ReadonlyMap<string, TargetFacts>,
  collision: Collision | null,
  input: PlanInput,
): PlanItem {
  const { deliverable, frames, warnings } = sketch;
  const common = { deliverable, frames, warnings, sourcePath: deliverable.sourcePath };
  if (sketch.stopped !== null) {
    const { stopped: verdict, reasons } = sketch;
    return { ...common, verdict, reasons, targetPath: null, folder: null, sourceFolder: "", way: "", links: [] };
  }
  const { folder, targetPath } = sketch.wanted;
  const target = targets.get(folder);
  if (target === undefined) throw new Error(`makePlan needs facts about ${folder}`);
  const judged = judgeTarget(sketch.wanted, target, collision, input);
  const problems = viewProblems(sketch.wanted, judged.way, target.realFolder, input.views);
  return { ...common, targetPath, folder, ...(problems.length === 0 ? judged : unseen(judged, problems)) };
}

/** An item that would work here and not for everybody, even where its links are in place already. */
function unseen(judged: JudgedTarget, problems: readonly string[]): JudgedTarget {
  const { verdict, reasons, links } = judged;
  const isStopped = verdict === "blocked" || verdict === "collides";
  return {
    ...judged,
    verdict: isStopped ? verdict : "blocked",
    reasons: isStopped ? [...reasons, ...problems] : problems,
    links: links.map((link) =>
      link.verdict === "collides" ? link : { ...link, verdict: "blocked" as const, replaces: null },
    ),
  };
}

export type ItemFate = "runs" | "unchanged" | "awaits-consent" | "stopped";

/** What will become of an item under the given consents. */
export function fateOf(item: Pick<PlanItem, "verdict" | "warnings">, consents: Consents): ItemFate {
  switch (item.verdict) {
    case "new":
    case "replace": {
      const agreed = (item.verdict === "new" || consents.replace) && (item.warnings.length === 0 || consents.warnings);
      return agreed ? "runs" : "awaits-consent";
    }
    case "unchanged":
      return "unchanged";
    case "blocked":
    case "collides":
    case "ineligible":
    case "incomplete":
    case "missing":
      return "stopped";
  }
}

/** Whether links of the item will be made or replaced; an unchanged item has nothing to run. */
export function runs(item: Pick<PlanItem, "verdict" | "warnings">, consents: Consents): boolean {
  return fateOf(item, consents) === "runs";
}

function totalsOf(items: readonly PlanItem[], consents: Consents): PlanTotals {
  const totals = {
    items: items.length,
    runs: 0,
    unchanged: 0,
    awaitingConsent: 0,
    stopped: 0,
    links: 0,
    bytes: 0,
    warnings: 0,
  };
  for (const item of items) {
    const fate = fateOf(item, consents);
    if (fate === "unchanged") totals.unchanged += 1;
    if (fate === "stopped") totals.stopped += 1;
    if (fate === "awaits-consent") totals.awaitingConsent += 1;
    if (fate === "runs" || fate === "awaits-consent") totals.warnings += item.warnings.length;
    if (fate !== "runs") continue;
    totals.runs += 1;
    for (const { verdict, size } of item.links) {
      if (verdict === "unchanged") continue;
      totals.links += 1;
      totals.bytes += size;
    }
  }
  return totals;
}
