import { fateOf } from "#lib/domain/make-plan";
import type { Consents, Plan, PlanItem } from "#lib/domain/plan";
import { type WrittenLink, writtenLinks } from "#lib/domain/planned-link";
import type { ItemState, UploadItem, UploadLink } from "#lib/domain/upload";
import type { NewUpload } from "#lib/services/ports/upload-records";

/** A plan's items as an upload keeps them, and the links of those that will run. */
export function recordedItems(plan: Plan): Pick<NewUpload, "items" | "links"> {
  const items = plan.items.map((item, position) => recordedItem(item, position, plan.consents));
  const links = new Map<number, readonly UploadLink[]>();
  plan.items.forEach((item, position) => {
    if (fateOf(item, plan.consents) === "runs") links.set(position, writtenLinks(item).flatMap(uploadLink));
  });
  return { items, links };
}

function recordedItem(item: PlanItem, position: number, consents: Consents): UploadItem {
  const { deliverable } = item;
  const { state, reason } = outcomeOf(item, consents);
  const changing = item.links.filter(({ verdict }) => verdict !== "unchanged");
  return {
    position,
    componentId: deliverable.componentId,
    versionId: deliverable.versionId,
    versionName: deliverable.versionName,
    taskId: deliverable.task?.id ?? null,
    department: deliverable.department.name,
    sequence: deliverable.sequence?.name ?? "",
    shot: deliverable.shot.name,
    assetName: deliverable.assetName,
    extension: deliverable.extension,
    camera: deliverable.camera,
    frames: item.frames,
    versionStatus: deliverable.versionStatus.name,
    taskStatus: deliverable.task?.status.name ?? "",
    sourcePath: item.sourcePath,
    targetPath: item.targetPath,
    folder: item.folder,
    linkCount: state === "waiting" ? changing.length : 0,
    bytes: state === "waiting" ? changing.reduce((sum, { size }) => sum + size, 0) : 0,
    verdict: item.verdict,
    warnings: item.warnings,
    state,
    reason,
    noteId: null,
  };
}

function outcomeOf(item: PlanItem, consents: Consents): { state: ItemState; reason: string | null } {
  switch (fateOf(item, consents)) {
    case "runs":
      return { state: "waiting", reason: null };
    case "unchanged":
      return { state: "unchanged", reason: null };
    case "awaits-consent":
      return {
        state: "left-out",
        reason: `Left out without consent. ${[...item.reasons, ...item.warnings].join(" ")}`,
      };
    case "stopped":
      return { state: "left-out", reason: item.reasons.join(" ") };
  }
}

function uploadLink({ name, source, text, verdict, replaces, size, mtimeNs }: WrittenLink): UploadLink[] {
  if (verdict === "blocked" || verdict === "collides") return [];
  return [{ name, source, text, verdict, replaces, size, mtimeNs }];
}
