import { z } from "zod";
import type { StatusRef } from "#lib/domain/deliverable";
import type { ComponentId, ProjectId } from "#lib/domain/ids";
import type { FoundVersion, PublishedComponent } from "#lib/domain/published";
import type { PublishedDetail, ResolvedStatuses, TouchedIds } from "#lib/services/ports/ftrack";
import { newestInTasks } from "./newest.ts";
import { parse } from "./parse.ts";
import { idChunks, idList, idText, versionFields } from "./queries.ts";
import { foundVersionOf, publishedOf, statusesOfVersion } from "./reshape.ts";
import { rowsByIds, rowsOfAll } from "./rows-by-ids.ts";
import type { Wire } from "./wire.ts";

/** Members are small rows: larger pages cost less than more of them. */
const membersPerPage = 5000;
/** Versions that are touched at one moment are few, and are asked about in one POST. */
const touchedPerPost = 10;

export async function* published<Row extends object>(
  wire: Wire,
  project: ProjectId,
  statuses: ResolvedStatuses,
  detail: PublishedDetail,
  as: (component: PublishedComponent) => Row | null,
): AsyncGenerator<Row[]> {
  if (statuses.versionStatusIds.length === 0 || statuses.taskStatusIds.length === 0) return;
  const rowsOf = ({ components }: FoundVersion) => components.flatMap((component) => as(component) ?? []);
  const found = wire.pages(
    `select ${versionFields(detail)} from AssetVersion ` +
      `where asset.parent.project_id is ${idText(project)} ` +
      `and status_id in (${idList(statuses.versionStatusIds)}) ` +
      `and task.status_id in (${idList(statuses.taskStatusIds)})`,
    (row): Row[] | FoundVersion => {
      const version = foundVersionOf(row);
      return detail === "rows" && version.version.newest === null ? version : rowsOf(version);
    },
  );
  const unsure: FoundVersion[] = [];
  for await (const page of found) {
    unsure.push(...page.filter((one): one is FoundVersion => !Array.isArray(one)));
    yield page.filter((one): one is Row[] => Array.isArray(one)).flat();
  }
  if (unsure.length > 0) yield (await newestInTasks(wire, unsure)).flatMap(rowsOf);
}

export async function publishedById(
  wire: Wire,
  project: ProjectId,
  ids: readonly ComponentId[],
): Promise<PublishedComponent[]> {
  const rows = await rowsByIds(
    wire,
    ids,
    (list) =>
      `select ${versionFields("rows")} from AssetVersion ` +
      `where asset.parent.project_id is ${idText(project)} and components.id in (${list})`,
  );
  const byId = new Map(rows.flatMap(publishedOf).map((component) => [component.componentId, component]));
  const asked = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
  const sequences = asked.filter(({ systemType }) => systemType === "sequence").map(({ componentId }) => componentId);
  const frames = await memberFrames(wire, sequences);
  return asked.map((component) =>
    component.systemType === "sequence"
      ? { ...component, memberFrames: frames.get(component.componentId) ?? [] }
      : component,
  );
}

/** Components of versions with these ids, and of versions with these tasks and one of those statuses. */
export async function publishedOfTouched(
  wire: Wire,
  project: ProjectId,
  { versionIds, taskIds, versionStatusIds }: TouchedIds,
  detail: PublishedDetail,
): Promise<PublishedComponent[]> {
  const select = `select ${versionFields(detail)} from AssetVersion where asset.parent.project_id is ${idText(project)} `;
  const wanted = versionStatusIds.length === 0 ? null : idList(versionStatusIds);
  const queries = [
    ...idChunks(versionIds).map((chunk) => `${select}and id in (${idList(chunk)})`),
    ...idChunks(wanted === null ? [] : taskIds).map(
      (chunk) => `${select}and task_id in (${idList(chunk)}) and status_id in (${wanted})`,
    ),
  ];
  const rows = await rowsOfAll(wire, queries, touchedPerPost);
  return [...new Map(rows.flatMap(publishedOf).map((component) => [component.componentId, component])).values()];
}

export async function statusesOf(
  wire: Wire,
  versionIds: readonly string[],
): Promise<Map<string, { version: StatusRef; task: StatusRef | null }>> {
  const rows = await rowsByIds(
    wire,
    versionIds,
    (list) =>
      "select status.name, status.color, task.status.name, task.status.color " +
      `from AssetVersion where id in (${list})`,
  );
  return new Map(rows.map(statusesOfVersion).map(({ id, version, task }) => [id, { version, task }]));
}

const memberSchema = z.object({ name: z.string().nullish(), container_id: z.string() });

/** Frame numbers by sequence, ascending. Members are named by their padded frame number; other names count for nothing. */
async function memberFrames(wire: Wire, sequences: readonly ComponentId[]): Promise<Map<string, number[]>> {
  const frames = new Map<string, number[]>();
  for (const chunk of idChunks(sequences)) {
    const members = await wire.allRows(
      `select name, container_id from Component where container_id in (${idList(chunk)})`,
      (row) => parse(memberSchema, row, "a member of a sequence"),
      membersPerPage,
    );
    for (const member of members) {
      if (!/^-?\d+$/.test(member.name ?? "")) continue;
      const known = frames.get(member.container_id);
      if (known) known.push(Number(member.name));
      else frames.set(member.container_id, [Number(member.name)]);
    }
  }
  for (const numbers of frames.values()) numbers.sort((a, b) => a - b);
  return frames;
}
