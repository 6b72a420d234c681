import { expect, test } from "@playwright/test";
import { makeProject } from "./made-project.ts";
import { chooseProject, demo, show, signIn } from "./studio.ts";

const rows = 50;

async function callsOfShow(page: Parameters<typeof show>[0], project: string): Promise<number> {
  await chooseProject(page, project, "Internal");
  await fetch(`${demo().ftrack.server}/sandbox/calls/reset`, { method: "POST" });
  await show(page);
  await expect(page.getByText(`of ${rows} selected`)).toBeVisible();
  const { posts } = await (await fetch(`${demo().ftrack.server}/sandbox/calls`)).json();
  return posts;
}

test("Show costs as many calls of ftrack for 5 shots as for 50 that hold the same number of rows", async ({ page }) => {
  await makeProject("FIVE", 5, rows / 5);
  await makeProject("FIFTY", 50, rows / 50);
  await signIn(page, "artists");
  const calls = [await callsOfShow(page, "FIVE"), await callsOfShow(page, "FIFTY")];
  expect(calls[0]).toBeGreaterThanOrEqual(1);
  expect(calls[1]).toBe(calls[0]);
});
