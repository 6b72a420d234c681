import { randomUUID } from "node:crypto";
import { callFtrack, queryFtrack } from "./studio.ts";

/** Operations of one call: as many as a client would send at once. */
const atOnce = 2000;

/** A project with that many shots, sh0 and up, and in each so many deliverables that are ready for internal uploads. */
export async function makeProject(name: string, shots: number, inEach: number): Promise<void> {
  const [model] = await queryFtrack<{ project_schema_id: string }>(
    'select project_schema_id from Project where name is "NXP"',
  );
  const [version] = await queryFtrack<{ status_id: string; task: { status_id: string; type_id: string } }>(
    'select status_id, task.status_id, task.type_id from AssetVersion where status.name is "Ready to review" and task.status.name is "Pending Internal review" and asset.parent.project.name is "NXP" limit 1',
  );
  const [type] = await queryFtrack<{ id: string }>("select id from AssetType limit 1");
  const create = (entity_type: string, entity_data: object) => ({ action: "create", entity_type, entity_data });
  const project = { id: randomUUID(), name, full_name: name, project_schema_id: model?.project_schema_id };
  const operations = [create("Project", { ...project, status: "active" })];
  for (let shot = 0; shot < shots; shot++) {
    const parent = { id: randomUUID(), name: `sh${shot}`, project_id: project.id, parent_id: project.id };
    operations.push(create("Shot", parent));
    for (let at = 0; at < inEach; at++) {
      const task = { id: randomUUID(), name: `comp${at}` };
      const asset = { id: randomUUID(), name: `compout${at}`, context_id: parent.id, type_id: type?.id };
      const made = { id: randomUUID(), asset_id: asset.id, task_id: task.id, status_id: version?.status_id };
      operations.push(
        create("Task", {
          ...task,
          project_id: project.id,
          parent_id: parent.id,
          type_id: version?.task.type_id,
          status_id: version?.task.status_id,
        }),
        create("Asset", asset),
        create("AssetVersion", made),
        create("FileComponent", { name: "main", file_type: ".mov", version_id: made.id }),
      );
    }
  }
  for (let from = 0; from < operations.length; from += atOnce) await callFtrack(operations.slice(from, from + atOnce));
}
