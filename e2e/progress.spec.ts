import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { breakFtrack, chooseProject, demo, ftpFolder, preview, previewDialog, row, show, signIn } from "./studio.ts";

// Each signs in and lists versions, some wait for what ftrack does.
test.beforeEach(() => test.slow());

/** What the worker asks ftrack before it links, and nobody else does. */
const statusesBeforeLinking = { expression: "task.status.color from AssetVersion" };
const mends: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const mend of mends.splice(0)) await mend();
});

async function hold(order: { kind: string; milliseconds?: number }): Promise<() => Promise<void>> {
  const mend = await breakFtrack({ ...order, match: statusesBeforeLinking });
  mends.push(mend);
  return mend;
}

async function upload(page: Page, name: string, label = "sh0010_compout_v003 left"): Promise<string> {
  await page.goto(demo().app);
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  await row(page, label).check();
  await preview(page, `${ftpFolder("NXP")}/e2e_${name}_${Date.now()}`);
  await previewDialog(page)
    .getByRole("button", { name: /^Upload/ })
    .click();
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  return page.url();
}

const trayButton = (page: Page) => page.getByRole("button", { name: /^Your uploads: / });
const tray = (page: Page) => page.getByRole("dialog", { name: "Your uploads" });

test("the tab's title says how far the upload on the page is", async ({ page }) => {
  await signIn(page, "artists");
  await hold({ kind: "delay", milliseconds: 8000 });
  await upload(page, "title");
  await expect(page).toHaveTitle(/^\d+% · Internal upload to NXP/, { timeout: 30_000 });
  await expect(page).toHaveTitle(/^Internal upload to NXP/, { timeout: 60_000 });
});

test("an upload that runs is seen on every page, and stays in the tray until it is dismissed", async ({ page }) => {
  await signIn(page, "artists");
  const theme = page.getByRole("button", { name: "Switch between dark and light" });
  const place = await theme.boundingBox();
  const mend = await hold({ kind: "html-502" });
  const address = await upload(page, "tray");
  await page.getByRole("link", { name: "Status" }).click();
  await expect(page).toHaveTitle(/^Status/);
  await expect(trayButton(page)).toHaveAccessibleName(/^Your uploads: 1 is running/);
  expect(await theme.boundingBox()).toEqual(place);
  await trayButton(page).click();
  await expect(tray(page).getByRole("listitem")).toContainText("Internal upload to NXP");
  await expect(tray(page).getByRole("progressbar")).toBeVisible();
  await expectAccessible(page);

  await mend();
  await expect(tray(page)).toContainText("Done", { timeout: 60_000 });
  await tray(page).getByRole("link", { name: "Open Internal upload to NXP" }).click();
  await page.waitForURL(address);
  await expect(page).toHaveTitle(/^Internal upload to NXP/);
  await expect(trayButton(page)).toHaveAccessibleName("Your uploads: 1 has ended");
  await trayButton(page).click();
  await tray(page).getByRole("button", { name: "Dismiss Internal upload to NXP" }).click();
  await expect(trayButton(page)).toBeHidden();
});

test("several uploads stand in the tray at once, also after a reload, and one is cancelled from there", async ({
  page,
}) => {
  await signIn(page, "artists");
  const mend = await hold({ kind: "html-502" });
  await upload(page, "first");
  await upload(page, "second", "sh0010_compout_v003 right");
  await page.goto(`${demo().app}/status`);
  await expect(trayButton(page)).toHaveAccessibleName(/^Your uploads: 2 are running/);
  await trayButton(page).click();
  const first = tray(page).getByRole("listitem").filter({ hasText: "e2e_first_" });
  await first.getByRole("button", { name: /^Cancel / }).click();
  const question = page.getByRole("dialog", { name: "Cancel this upload?" });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Cancel upload" }).click();
  await expect(first).toContainText(/Cancelling|Cancelled/);
  await mend();
  await expect(first).toContainText("Cancelled", { timeout: 60_000 });
  await expect(tray(page).getByRole("listitem").filter({ hasText: "e2e_second_" })).toContainText("Done", {
    timeout: 60_000,
  });
});

test("one tab tells on the desktop when an upload ends, once the person asked for it", async ({ context, page }) => {
  await context.grantPermissions(["notifications"], { origin: demo().app });
  // The browser of the tests shows none: what would be shown is written down, for all tabs together.
  await context.addInitScript(() => {
    class Told {
      static permission = "granted";
      static requestPermission = () => Promise.resolve("granted");
      constructor(title: string) {
        localStorage.told = `${localStorage.told ?? ""}${title}\n`;
      }
      close = () => undefined;
    }
    Object.assign(window, { Notification: Told });
  });
  await signIn(page, "artists");
  const mend = await hold({ kind: "html-502" });
  await upload(page, "told");
  await trayButton(page).click();
  const wish = tray(page).getByRole("checkbox", { name: "Tell me on the desktop when an upload ends" });
  const kept = page.waitForResponse((response) => response.request().method() === "PUT");
  await wish.check();
  await kept;
  const other = await context.newPage();
  await other.goto(`${demo().app}/status`);
  await trayButton(other).click();
  await expect(tray(other).getByRole("checkbox")).toBeChecked();
  await mend();
  for (const tab of [page, other]) await expect(tray(tab)).toContainText("Done", { timeout: 60_000 });
  await expect.poll(() => page.evaluate(() => localStorage.told)).toBe("Internal upload to NXP\n");
  await wish.uncheck();
});
