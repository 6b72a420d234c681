import { promises as fs } from "node:fs";
import { dirname, join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { parse, stringify } from "yaml";
import { expectAccessible } from "./accessibility.ts";
import {
  breakFtrack,
  chooseProject,
  confirmUpload,
  demo,
  ftpFolder,
  preview,
  previewDialog,
  row,
  show,
  signIn,
} from "./studio.ts";

/** What the worker asks ftrack before it links, and nobody else does. */
const statusesBeforeLinking = { expression: "task.status.color from AssetVersion" };
/** What a preview asks ftrack about the selected components. */
const selectedComponents = { expression: "components.id in (" };

async function openDesk(page: Page): Promise<void> {
  await page.goto(demo().app);
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  await row(page, "sh0010_compout_v003 left").check();
}

async function upload(page: Page, name: string): Promise<string> {
  await openDesk(page);
  await preview(page, `${ftpFolder("NXP")}/e2e_${name}_${Date.now()}`);
  await confirmUpload(page);
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Somebody who may read the server's figures, on a page that follows nothing. */
async function openAdmin(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, "pipeline");
  await page.goto(`${demo().app}/status`);
  return page;
}

async function openStreams(admin: Page): Promise<number> {
  const text = await (await admin.request.get(`${demo().app}/api/metrics`)).text();
  return Number(/^compout_event_streams (\d+)/m.exec(text)?.[1]);
}

test("the tabs of a browser follow an upload and the history over one stream, which outlives the tab that holds it", async ({
  browser,
  context,
  page,
}) => {
  test.setTimeout(120_000);
  const admin = await openAdmin(browser);
  await signIn(page, "artists");
  const mend = await breakFtrack({ kind: "html-502", match: statusesBeforeLinking });
  try {
    const history = await context.newPage();
    await history.goto(`${demo().app}/uploads`);
    const address = await upload(page, "followed");
    const line = history.getByRole("row").filter({ hasText: "e2e_followed_" }).first();
    await expect(line).toBeVisible();
    const other = await context.newPage();
    await other.goto(address);
    for (const tab of [page, other]) await expect(tab.getByText("Live", { exact: true })).toBeVisible();
    await expect.poll(() => openStreams(admin)).toBe(1);

    // The history began to follow first, so its tab holds the stream.
    await history.close();
    await expect.poll(() => openStreams(admin)).toBe(1);
    await mend();
    for (const tab of [page, other]) {
      await expect(tab.getByRole("main").getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 45_000 });
    }
    // What is over is followed all the same: somebody may withdraw it.
    await expect.poll(() => openStreams(admin)).toBe(1);
    await page.goto(`${demo().app}/uploads`);
    await expect(page.getByRole("row").filter({ hasText: "e2e_followed_" }).first()).toContainText("Done");
  } finally {
    await mend();
    await admin.context().close();
  }
});

test.describe("a preview that takes longer than the server answers within", () => {
  const settings = join(dirname(process.env.COMPOUT_DEMO ?? ""), "demo", "compout.yaml");
  let original = "";
  let mend: () => Promise<void> = () => Promise.resolve();

  test.beforeEach(async ({ page }) => {
    test.setTimeout(120_000);
    original = await fs.readFile(settings, "utf8");
    await signIn(page, "artists");
    await openDesk(page);
    await fs.writeFile(settings, stringify({ ...parse(original), desk: { answerWithinSeconds: 0.05 } }));
    // The program looks at its settings every two seconds.
    await page.waitForTimeout(2500);
    mend = await breakFtrack({ kind: "delay", milliseconds: 12_000, match: selectedComponents });
  });

  test.afterEach(async () => {
    await mend();
    await fs.writeFile(settings, original);
  });

  test("goes on, can be left and come back to, and be submitted", async ({ page }) => {
    await preview(page, `${ftpFolder("NXP")}/e2e_long_${Date.now()}`);
    const dialog = previewDialog(page);
    await expect(dialog).toContainText("The preview is being made. It takes a while.");
    await expect(dialog).toContainText("Asking ftrack about 1 version");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    const left = page.getByRole("region", { name: "Preview that you left" });
    await expect(left).toContainText("The preview is ready.", { timeout: 40_000 });
    await expectAccessible(page);
    await left.getByRole("button", { name: "Open the preview" }).click();
    await expect(dialog.getByRole("listitem").first()).toBeVisible();
    await mend();
    await confirmUpload(page);
    await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  });

  test("can be cancelled, before it is there and before it is submitted", async ({ page }) => {
    const destination = `${ftpFolder("NXP")}/e2e_cancelled_${Date.now()}`;
    await preview(page, destination);
    const dialog = previewDialog(page);
    await dialog.getByRole("button", { name: "Cancel the preview" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: "Preview" })).toBeFocused();
    await mend();
    await preview(page, destination);
    await expect(dialog.getByRole("listitem").first()).toBeVisible();
    mend = await breakFtrack({ kind: "delay", milliseconds: 12_000, match: selectedComponents });
    await confirmUpload(page);
    await dialog.getByRole("button", { name: "Cancel the upload" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Nothing was uploaded");
    await expect(fs.access(destination)).rejects.toThrow("ENOENT");
  });
});
