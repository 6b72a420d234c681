import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { callFtrack, chooseProject, demo, queryFtrack, show, signIn } from "./studio.ts";

interface WithId {
  id: string;
}

const rows = 50;

/** A project with that many shots, and 50 eligible deliverables shared out among them. */
async function makeProject(name: string, shots: number): Promise<void> {
  const [model] = await queryFtrack<{ project_schema_id: string }>(
    'select project_schema_id from Project where name is "NXP"',
  );
  const [version] = await queryFtrack<{ status_id: string; task: { status_id: string; type_id: string } }>(
    'select status_id, task.status_id, task.type_id from AssetVersion where status.name is "Ready to review" and task.status.name is "Pending Internal review" and asset.parent.project.name is "NXP" limit 1',
  );
  const [type] = await queryFtrack<WithId>("select id from AssetType limit 1");
  const create = (entity_type: string, entity_data: object) => ({ action: "create", entity_type, entity_data });
  const project = { id: randomUUID(), name, full_name: name, project_schema_id: model?.project_schema_id };
  const operations = [create("Project", { ...project, status: "active" })];
  for (let shot = 0; shot < shots; shot++) {
    const parent = { id: randomUUID(), name: `sh${shot}`, project_id: project.id, parent_id: project.id };
    operations.push(create("Shot", parent));
    for (let at = 0; at < rows / shots; at++) {
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
  await callFtrack(operations);
}

async function callsOfShow(page: Parameters<typeof show>[0], project: string): Promise<number> {
  await chooseProject(page, project, "Internal");
  await fetch(`${demo().ftrack.server}/sandbox/calls/reset`, { method: "POST" });
  await show(page);
  await expect(page.getByText(`of ${rows} selected`)).toBeVisible();
  const { posts } = await (await fetch(`${demo().ftrack.server}/sandbox/calls`)).json();
  return posts;
}

test("Show costs as many calls of ftrack for 5 shots as for 50 that hold the same number of rows", async ({ page }) => {
  await makeProject("FIVE", 5);
  await makeProject("FIFTY", 50);
  await signIn(page, "artists");
  const calls = [await callsOfShow(page, "FIVE"), await callsOfShow(page, "FIFTY")];
  expect(calls[0]).toBeGreaterThanOrEqual(1);
  expect(calls[1]).toBe(calls[0]);
});
