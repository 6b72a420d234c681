import { statusPairFor } from "#lib/domain/eligibility";
import type { Upload } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";

/** A status to set after an upload, only where the one that let it through still stands. Ids of statuses. */
export interface StatusWish {
  of: "version" | "task";
  onlyFrom: readonly string[];
  to: string;
}

/** The status changes that the configuration asks for; a name that the project's schema lacks becomes a remark. */
export async function statusWishes(
  context: Pick<SystemContext, "ftrack" | "configuration">,
  { project, uploadType }: Upload,
): Promise<{ wishes: StatusWish[]; remarks: string[] }> {
  const wanted = context.configuration.ftrack.setStatus[uploadType];
  if (wanted.version === undefined && wanted.task === undefined) return { wishes: [], remarks: [] };
  const known = (await context.ftrack.projects()).find(({ id }) => id === project.id);
  if (known === undefined) {
    return { wishes: [], remarks: [`No status was set: ${project.name} is no active project any more.`] };
  }
  const pair = statusPairFor(context.configuration, project.name, uploadType);
  const [from, to] = await Promise.all([
    context.ftrack.resolveStatuses(known, pair),
    context.ftrack.resolveStatuses(known, {
      version: wanted.version ?? pair.version,
      task: wanted.task ?? pair.task,
    }),
  ]);
  const wishes: StatusWish[] = [];
  const remarks: string[] = [];
  for (const kind of ["version", "task"] as const) {
    const name = wanted[kind];
    if (name === undefined) continue;
    const [id] = kind === "version" ? to.versionStatusIds : to.taskStatusIds;
    const onlyFrom = kind === "version" ? from.versionStatusIds : from.taskStatusIds;
    if (id === undefined) remarks.push(`The schema of ${project.name} has no ${kind} status "${name}" to set.`);
    else wishes.push({ of: kind, onlyFrom, to: id });
  }
  return { wishes, remarks };
}
