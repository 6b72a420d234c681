import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { chooseFacet, chooseProject, ftpFolder, preview, previewDialog, row, show, signIn } from "./studio.ts";

test.beforeEach(async ({ page }) => {
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await show(page);
});

test("a version whose own status or whose task's status is not right is not listed", async ({ page }) => {
  await chooseFacet(page, "Asset name", ["compout"]);
  await chooseFacet(page, "Sequence", ["seq010"]);
  await expect(row(page, "sh0010_compout_v003 left")).toBeVisible();
  await expect(row(page, "sh0050_compout_v002 left")).toBeVisible();
  // Its task is in progress.
  await expect(row(page, "sh0060_compout_v002 left")).toHaveCount(0);
  // An older version, long superseded.
  await expect(row(page, "sh0010_compout_v001 left")).toHaveCount(0);
});

test("a destination without 00_ftp is refused with its sentence", async ({ page }) => {
  await row(page, "sh0010_compout_v003 left").check();
  const folder = ftpFolder("NXP").replace(/\/00_ftp$/, "/ftp");
  await preview(page, folder);
  await expect(previewDialog(page).getByRole("alert")).toContainText("has no 00_ftp folder. Pick a folder inside");
});

test("a destination in another project's 00_ftp is refused with its sentence", async ({ page }) => {
  await row(page, "sh0010_compout_v003 left").check();
  await preview(page, `${ftpFolder("EPI")}/dailies`);
  await expect(previewDialog(page).getByRole("alert")).toContainText(
    "is in no delivery root for internal uploads of NXP",
  );
});

test("a damaged sequence says which frames", async ({ page }) => {
  await row(page, "sh0020_compout_v002 left").check();
  await row(page, "sh0030_compout_v002 right").check();
  await row(page, "sh0040_compout_v003 left").check();
  await preview(page, `${ftpFolder("NXP")}/e2e_damaged`);
  const dialog = previewDialog(page);
  await expect(dialog).toContainText("3 of 20 frames are missing: 1003-1004, 1007.");
  await expect(dialog).toContainText("1 frame is empty (0 bytes): 1005.");
  await expect(dialog).toContainText(/No frame of .* is in|is not on disk/);
  await expect(dialog.getByRole("button", { name: /^Upload/ })).toBeDisabled();
});

test("a part whose script does not come is told of, and the desk around it stays as it is", async ({
  page,
  context,
}) => {
  await row(page, "harbour_turntable_v001 main").check();
  await context.setOffline(true);
  await expect(page.getByRole("status").filter({ hasText: "Offline" })).toBeVisible();
  await page.getByRole("button", { name: "Why isn’t my version here?" }).click();
  const failed = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(failed).toBeVisible();
  await expectAccessible(page);
  await expect(row(page, "harbour_turntable_v001 main")).toBeChecked();
  await failed.getByRole("button", { name: "Dismiss" }).click();
  await expect(failed).toBeHidden();
  await page.getByRole("button", { name: "Why isn’t my version here?" }).click();
  await expect(failed).toBeVisible();
  await context.setOffline(false);
  await expect(failed).toBeHidden();
  await expect(page.getByRole("dialog", { name: "Why isn’t my version here?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, "harbour_turntable_v001 main")).toBeChecked();
});

test("another upload type that is chosen while offline is asked for when the network is back, and nothing is lost", async ({
  page,
  context,
}) => {
  await row(page, "harbour_turntable_v001 main").check();
  await context.setOffline(true);
  await page.getByRole("radio", { name: "Client" }).check();
  const problem = page.getByRole("alert").filter({ hasText: "The server did not answer." });
  await expect(problem).toBeVisible();
  await expect(page.getByRole("button", { name: "Show", exact: true })).toBeDisabled();
  await expectAccessible(page);
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(problem).toBeVisible();
  await page.getByRole("radio", { name: "Internal" }).check();
  await expect(problem).toBeVisible();
  await context.setOffline(false);
  await expect(problem).toBeHidden();
  await expect(row(page, "harbour_turntable_v001 main")).toBeChecked();
});
