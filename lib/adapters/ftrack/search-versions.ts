import { z } from "zod";
import type { ProjectId } from "#lib/domain/ids";
import type { FoundVersion } from "#lib/domain/published";
import type { SearchWord } from "#lib/domain/version-search";
import type { PeopleAround } from "#lib/services/ports/ftrack";
import { parse } from "./parse.ts";
import { idChunks, idList, idText, quoted, versionFields } from "./queries.ts";
import { foundVersionOf, nameOfUser } from "./reshape.ts";
import type { Wire } from "./wire.ts";

/** Versions in whose shot or asset each word occurs, or whose number it is; the newest first. */
export async function searchVersions(
  wire: Wire,
  project: ProjectId,
  words: readonly SearchWord[],
  limit: number,
): Promise<FoundVersion[]> {
  const conditions = [`asset.parent.project_id is ${idText(project)}`, ...words.map(conditionOf)];
  const [rows = []] = await wire.rows([
    `select ${versionFields("rows")} from AssetVersion where ${conditions.join(" and ")} ` +
      `order by date descending, id limit ${Math.trunc(limit)}`,
  ]);
  return rows.map(foundVersionOf);
}

function conditionOf({ text, version }: SearchWord): string {
  const like = quoted(`%${text}%`);
  const ways = [`asset.parent.name like ${like}`, `asset.name like ${like}`];
  if (version !== null) ways.push(`version is ${Math.trunc(version)}`);
  return `(${ways.join(" or ")})`;
}

const assignmentSchema = z.object({ context_id: z.string(), resource: z.unknown() });
const managerSchema = z.object({ user: z.unknown(), type: z.object({ name: z.string().nullish() }).nullish() });

/** Names of who is assigned to the tasks and of who manages the project, in one POST. People who left are left out. */
export async function peopleAround(wire: Wire, project: ProjectId, taskIds: readonly string[]): Promise<PeopleAround> {
  const person = (below: string) =>
    ["username", "first_name", "last_name", "is_active"].map((field) => `${below}.${field}`).join(", ");
  const [managerRows = [], ...assignmentRows] = await wire.rows([
    `select ${person("user")}, type.name from Manager where context_id is ${idText(project)}`,
    ...idChunks(taskIds).map(
      (chunk) =>
        `select context_id, ${person("resource")} from Appointment ` +
        `where type is assignment and context_id in (${idList(chunk)})`,
    ),
  ]);
  const managers = managerRows.flatMap((row) => {
    const { user, type } = parse(managerSchema, row, "a Manager");
    const name = nameOfUser(user);
    return name === null ? [] : [{ name, role: type?.name ?? "" }];
  });
  const assignees = new Map<string, string[]>();
  for (const row of assignmentRows.flat()) {
    const { context_id, resource } = parse(assignmentSchema, row, "an assignment");
    const name = nameOfUser(resource);
    if (name !== null) assignees.set(context_id, [...(assignees.get(context_id) ?? []), name]);
  }
  return { assignees, managers };
}
