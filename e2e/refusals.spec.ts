import { expect, test } from "@playwright/test";
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
