import { promises as fs } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { chooseProject, confirmUpload, ftpFolder, preview, previewDialog, row, show, signIn } from "./studio.ts";

const stem = "NXP_seq010_sh0010_compout_v003_left";
const tree = (page: Page) => previewDialog(page).getByRole("region", { name: "The destination, before and after" });
const folderRow = (page: Page, name: string) =>
  tree(page)
    .getByRole("listitem")
    .filter({ hasText: `${name}/` })
    .last();

test("totals first, then problems, then what the destination will look like, then the rest", async ({ page }) => {
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  await row(page, "sh0010_compout_v003 left").check();
  await row(page, "sh0020_compout_v002 left").check();
  await preview(page, `${ftpFolder("NXP")}/e2e_glance_${Date.now()}`);
  const dialog = previewDialog(page);
  await expect(dialog.getByRole("heading", { level: 3 })).toHaveText([
    /^Stopped\s*1$/,
    "The destination, before and after",
    /^Ready\s*1$/,
  ]);
  await expect(dialog.locator("dl")).toContainText("stopped1");
  await expectAccessible(page);
});

test("the tree tells what will be made, what is there already, and what stays", async ({ page }) => {
  const destination = `${ftpFolder("NXP")}/e2e_tree_${Date.now()}`;
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  await row(page, "sh0010_compout_v003 left").check();
  await preview(page, destination);
  await expect(folderRow(page, stem)).toContainText(/will be made\+\d+ new0 → \d+/);
  await page.keyboard.press("Escape");

  await fs.mkdir(`${destination}/${stem}`, { recursive: true });
  await fs.mkdir(`${destination}/somebody_elses`);
  await fs.writeFile(`${destination}/${stem}/notes.txt`, "not ours");
  await preview(page, destination);
  const links = folderRow(page, stem);
  await expect(links).not.toContainText("will be made");
  await expect(links).toContainText(/\+\d+ new1 other stays1 → \d+/);
  const others = tree(page).getByRole("button", { name: "1 other folder stays as it is" });
  await others.click();
  await expect(folderRow(page, "somebody_elses")).toBeVisible();
  await tree(page)
    .getByRole("button", { name: destination.split("/").at(-1) ?? "" })
    .click();
  await expect(folderRow(page, stem)).toHaveCount(0);
});

test("what goes to a client needs a tick beside project and destination, by keyboard too", async ({ page }) => {
  const destination = `${ftpFolder("NXP")}/e2e_deliberate_${Date.now()}`;
  await signIn(page, "coordinators");
  await chooseProject(page, "NXP", "Client");
  await show(page);
  await row(page, "sh0010_compout_v003 left").first().check();
  await preview(page, destination);
  const dialog = previewDialog(page);
  const tick = dialog.getByRole("checkbox", { name: "to the client" });
  const button = dialog.getByRole("button", { name: "Upload to client" });
  await expect(tick).not.toBeChecked();
  await expect(button).toBeDisabled();
  await expect(
    dialog.getByRole("status").filter({ hasText: "Tick that these versions go to the client." }),
  ).toBeVisible();
  await expect(tick).toHaveAccessibleName(new RegExp(`NXP goes to the client, into ${destination}`));
  await expectAccessible(page);

  await tick.focus();
  await page.keyboard.press("Space");
  await expect(button).toBeEnabled();
  await page.keyboard.press("Escape");
  await preview(page, destination);
  // It was to the plan that was seen then.
  await expect(tick).not.toBeChecked();
  await tick.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
});

test("an internal upload needs one press", async ({ page }) => {
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  await row(page, "sh0010_compout_v003 right").check();
  await preview(page, `${ftpFolder("NXP")}/e2e_one_press_${Date.now()}`);
  await expect(previewDialog(page).getByRole("checkbox")).toHaveCount(0);
  await confirmUpload(page);
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
});
