import type { Preview } from "#lib/domain/desk";
import type { Plan } from "#lib/domain/plan";
import { previewItemOf } from "#lib/domain/plan-view";
import type { PreviewRequest } from "#lib/domain/requests";
import type { Context } from "./context.ts";
import { destinationTree } from "./destination-tree.ts";
import { maySubmitOrThrow } from "./may-submit.ts";
import { shownPlanOf } from "./plan-changes.ts";
import { planUpload } from "./plan-upload.ts";
import { resolveSupervisors } from "./resolve-supervisors.ts";
import { whileWanted } from "./work-progress.ts";

/** Of one item; and of all of them together, as the whole preview travels to a browser. */
const linksShown = { each: 200, all: 6000 };

/**
 * What an upload would do, link by link, and who would get the report. Writes nothing but its audit event.
 * Throws AppError as `planUpload` does, and not-allowed.
 */
export async function previewUpload(context: Context, request: PreviewRequest): Promise<Preview> {
  maySubmitOrThrow(context.actor.roles, request.uploadType, context.configuration);
  const { plan, project, remarks } = await whileWanted(context, planUpload(context, request));
  const [supervisors, tree] = await Promise.all([
    resolveSupervisors(context, { project, ...partiesOf(plan) }),
    destinationTree(context, plan),
  ]);
  const { username, name, email, address } = context.actor;
  await context.store.audit.append({
    kind: "preview",
    actor: { username, name, email },
    address,
    subject: { type: "project", id: project.id, label: project.name },
    details: {
      uploadType: plan.uploadType,
      destination: plan.destination,
      comment: plan.comment,
      consents: plan.consents,
      totals: plan.totals,
      digest: plan.digest,
    },
  });
  context.previews.remember(plan.digest, shownPlanOf(plan));
  const most = Math.min(linksShown.each, Math.max(1, Math.floor(linksShown.all / plan.items.length)));
  const items = plan.items.map((item) =>
    previewItemOf(item, context.ftrack.pageOf("AssetVersion", item.deliverable.versionId, project.id), most),
  );
  return {
    plan: { ...plan, items },
    tree,
    supervisors: supervisors.supervisors,
    remarks: [...remarks, ...supervisors.remarks],
  };
}

/** Departments and tasks of a plan: they decide whose supervisors hear of it. */
export function partiesOf(plan: Pick<Plan, "items">): { departments: string[]; taskIds: string[] } {
  const tasks = plan.items.flatMap(({ deliverable }) => deliverable.task ?? []);
  return {
    departments: [...new Set(tasks.map((task) => task.department.name))],
    taskIds: [...new Set(tasks.map((task) => task.id))],
  };
}
