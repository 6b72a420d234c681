import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { callFtrack, demo, queryFtrack } from "../../e2e/studio.ts";
import { facetsAreThere, rowsAreThere, settledMs, watched } from "./in-page.ts";

interface WithId {
  id: string;
}

/** More than one page of rows holds. */
const rows = 600;
const operationsPerPost = 200;

const created = (entity_type: string, entity_data: object) => ({ action: "create", entity_type, entity_data });

/** A project with that many shots, and 600 eligible versions shared out among them; gives its id. */
async function projectOf(name: string, shots: number): Promise<string> {
  const [model] = await queryFtrack<{ project_schema_id: string }>(
    'select project_schema_id from Project where name is "NXP"',
  );
  const [version] = await queryFtrack<{ status_id: string; task: { status_id: string; type_id: string } }>(
    'select status_id, task.status_id, task.type_id from AssetVersion where status.name is "Ready to review" and task.status.name is "Pending Internal review" and asset.parent.project.name is "NXP" limit 1',
  );
  const [type] = await queryFtrack<WithId>("select id from AssetType limit 1");
  const project = { id: randomUUID(), name, full_name: name, project_schema_id: model?.project_schema_id };
  const operations = [created("Project", { ...project, status: "active" })];
  for (let shot = 0; shot < shots; shot += 1) {
    const parent = { id: randomUUID(), name: `sh${shot}`, project_id: project.id, parent_id: project.id };
    operations.push(created("Shot", parent));
    for (let at = 0; at < rows / shots; at += 1) {
      const task = { id: randomUUID(), name: `comp${at}` };
      const asset = { id: randomUUID(), name: `compout${at}`, context_id: parent.id, type_id: type?.id };
      const made = { id: randomUUID(), asset_id: asset.id, task_id: task.id, status_id: version?.status_id };
      operations.push(
        created("Task", {
          ...task,
          project_id: project.id,
          parent_id: parent.id,
          type_id: version?.task.type_id,
          status_id: version?.task.status_id,
        }),
        created("Asset", asset),
        created("AssetVersion", made),
        created("FileComponent", { name: "main", file_type: ".mov", version_id: made.id }),
      );
    }
  }
  for (let at = 0; at < operations.length; at += operationsPerPost) {
    await callFtrack(operations.slice(at, at + operationsPerPost));
  }
  return project.id;
}

/** Calls that Show costs in a new project of 600 versions in so many shots. */
export async function callsOfShow(page: Page, shots: number): Promise<number> {
  const project = await projectOf(`CALLS${shots}${randomUUID().slice(0, 4)}`, shots);
  await page.goto(`${demo().app}/?project=${project}&type=internal`);
  await page.waitForFunction(facetsAreThere);
  await page.waitForTimeout(settledMs);
  await fetch(`${demo().ftrack.server}/sandbox/calls/reset`, { method: "POST" });
  const watch = watched(page, rowsAreThere);
  await watch.after("click");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await watch.milliseconds();
  const { posts }: { posts: number } = await (await fetch(`${demo().ftrack.server}/sandbox/calls`)).json();
  return posts;
}
