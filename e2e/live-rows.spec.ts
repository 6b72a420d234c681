import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import {
  breakFtrack,
  callFtrack,
  chooseProject,
  demo,
  preview,
  previewDialog,
  queryFtrack,
  row,
  show,
  signIn,
} from "./studio.ts";

interface Version {
  id: string;
  status_id: string;
  task: { id: string; status_id: string };
}

// Each signs in and lists versions, some wait for what ftrack does.
test.beforeEach(() => test.slow());

/** What a test changed, to be set back after it. */
const undo: (() => Promise<unknown>)[] = [];
test.afterEach(async () => {
  for (const back of undo.splice(0).reverse()) await back();
});

async function setStatus(type: "Task" | "AssetVersion", id: string, status: string): Promise<void> {
  const entity_data = { __entity_type__: type, status_id: status };
  await callFtrack([{ action: "update", entity_type: type, entity_key: [id], entity_data }]);
}

async function statusNamed(name: string, of: "task" | "version"): Promise<string> {
  const workflow = of === "task" ? "_task_workflow" : "_version_workflow";
  const [project] = await queryFtrack<{ project_schema_id: string }>(
    'select project_schema_id from Project where name is "NXP"',
  );
  const [schema] = await queryFtrack<Record<string, { statuses: { id: string; name: string }[] }>>(
    `select ${workflow}.statuses.name from ProjectSchema where id is ${project?.project_schema_id}`,
  );
  const found = schema?.[workflow]?.statuses.find((status) => status.name === name);
  if (!found) throw new Error(`NXP has no ${of} status ${name}.`);
  return found.id;
}

async function compout(): Promise<Version> {
  const [version] = await queryFtrack<Version>(
    'select status_id, task.status_id from AssetVersion where asset.name is "compout" and version is 3 and asset.parent.name is "sh0010" and asset.parent.parent.name is "seq010" and asset.parent.project.name is "NXP"',
  );
  if (!version) throw new Error("The demo has sh0010_compout_v003.");
  return version;
}

function tableRow(page: Page, label: string) {
  return page.getByRole("row").filter({ has: row(page, label) });
}

async function openDesk(page: Page): Promise<void> {
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await show(page);
}

const label = "sh0010_compout_v003 left";
const bar = (page: Page) => page.getByRole("region", { name: "Upload the selected versions" });

test("a row that stops being ready says so where it stands, leaves the selection, and comes back", async ({ page }) => {
  const version = await compout();
  await openDesk(page);
  await row(page, label).check();
  await row(page, "sh0010_compout_v003 right").check();
  const other = page.getByRole("checkbox", { name: /^Select sh(?!0010)/ }).first();
  await other.check();
  await expect(bar(page)).toContainText("3 of");
  const place = await tableRow(page, label).boundingBox();

  undo.push(() => setStatus("Task", version.task.id, version.task.status_id));
  await setStatus("Task", version.task.id, await statusNamed("In progress", "task"));
  await expect(tableRow(page, label)).toContainText(
    "No longer ready: task is In progress; internal needs Pending Internal review",
  );
  expect(await tableRow(page, label).boundingBox()).toEqual(place);
  await expect(row(page, label)).toBeChecked();
  await expect(bar(page)).toContainText("1 of");
  await expect(bar(page)).toContainText("2 no longer ready, left out");
  await expectAccessible(page);

  await setStatus("Task", version.task.id, version.task.status_id);
  await expect(tableRow(page, label)).not.toContainText("No longer ready");
  await expect(bar(page)).toContainText("3 of");
  await preview(page, `${demo().storage.deliveries[0]}/e2e_never`);
  await expect(previewDialog(page)).toBeVisible();
});

test("what becomes ready is announced, and shown when it is wanted", async ({ page }) => {
  const version = await compout();
  undo.push(() => setStatus("AssetVersion", version.id, version.status_id));
  await setStatus("AssetVersion", version.id, await statusNamed("In progress", "version"));
  await openDesk(page);
  await expect(row(page, label)).toHaveCount(0);
  const chosen = page.getByRole("checkbox", { name: /^Select sh/ }).first();
  await chosen.check();

  await setStatus("AssetVersion", version.id, version.status_id);
  const news = page.getByRole("status").filter({ hasText: "more versions are ready" });
  await expect(news).toBeVisible();
  await expect(row(page, label)).toHaveCount(0);
  await expectAccessible(page);
  await news.getByRole("button", { name: "Show them" }).click();
  await expect(row(page, label)).toBeVisible();
  await expect(news).toBeHidden();
  await expect(bar(page)).toContainText("1 of");
});

test("while ftrack's events are away the desk says so and can be refreshed, and it catches up when they are back", async ({
  page,
}) => {
  const version = await compout();
  const progress = await statusNamed("In progress", "task");
  await openDesk(page);
  const mend = await breakFtrack({ kind: "hub-down" });
  undo.push(mend, () => setStatus("Task", version.task.id, version.task.status_id));
  const mark = page.getByRole("status").filter({ hasText: "ftrack's changes are not heard of right now" });
  await expect(mark).toBeVisible();
  await expectAccessible(page);

  await setStatus("Task", version.task.id, progress);
  await mark.getByRole("button", { name: "Refresh" }).click();
  await expect(tableRow(page, label)).toContainText("No longer ready");

  const status = await page.context().newPage();
  await status.goto(`${demo().app}/status`);
  const events = status.getByRole("listitem").filter({ hasText: "ftrack events" });
  await expect(events).toContainText("Changes in ftrack are not heard of");
  await setStatus("Task", version.task.id, version.task.status_id);
  await mend();
  await expect(mark).toBeHidden({ timeout: 60_000 });
  await expect(tableRow(page, label)).not.toContainText("No longer ready");
  await status.reload();
  await expect(events).toContainText("Changes in ftrack are heard of");
});
