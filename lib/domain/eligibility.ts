import type { Configuration, StatusPair } from "./configuration.ts";
import type { StatusRef } from "./deliverable.ts";
import { sameName } from "./same-name.ts";
import type { UploadType } from "./upload-type.ts";

/** The two statuses that an upload type asks for; a project's own pair goes before the studio's. */
export function statusPairFor(
  configuration: Pick<Configuration, "statuses">,
  projectName: string,
  uploadType: UploadType,
): StatusPair {
  const { projects, ...studio } = configuration.statuses;
  const own = Object.entries(projects).find(([name]) => sameName(name, projectName))?.[1];
  return own?.[uploadType] ?? studio[uploadType];
}

export type Eligibility = { eligible: true } | { eligible: false; reasons: string[] };

/** Whether a version's and its task's status are the two asked for. A version without a task never is. Case and outer blanks do not matter. */
export function eligibility(
  { version, task }: { version: Pick<StatusRef, "name">; task: { status: Pick<StatusRef, "name"> } | null },
  pair: StatusPair,
  uploadType: UploadType,
): Eligibility {
  const reasons: string[] = [];
  const needs = (wanted: string) => `${uploadType} needs *${wanted}*`;
  if (!sameName(version.name, pair.version)) {
    reasons.push(`version is *${version.name}*; ${needs(pair.version)}`);
  }
  if (task === null) reasons.push(`has no task; ${uploadType} needs a task that is *${pair.task}*`);
  else if (!sameName(task.status.name, pair.task)) {
    reasons.push(`task is *${task.status.name}*; ${needs(pair.task)}`);
  }
  return reasons.length === 0 ? { eligible: true } : { eligible: false, reasons };
}
