import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { chooseProject, confirmUpload, demo, ftpFolder, preview, previewDialog, row, show, signIn } from "./studio.ts";

async function upload(page: Page): Promise<void> {
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  await row(page, "harbour_turntable_v001 main").check();
  await preview(page, `${ftpFolder("NXP")}/e2e_accessible_${Date.now()}`);
  await confirmUpload(page);
  await page.waitForURL(/\/uploads\//);
  await expect(page.getByRole("main").getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
}

for (const colorScheme of ["dark", "light"] as const) {
  test.describe(`${colorScheme}: axe finds nothing`, () => {
    test.use({ colorScheme });

    test("on the sign-in page, also after a wrong password", async ({ page }) => {
      await page.goto(`${demo().app}/login`);
      await expectAccessible(page);
      await page.getByLabel("Username").fill("nobody.here");
      await page.getByLabel("Password").fill("wrong");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
      await expectAccessible(page);
    });

    test("on the desk, an open facet and the preview", async ({ page }) => {
      await signIn(page, "coordinators");
      await expectAccessible(page);
      await chooseProject(page, "NXP", "Client");
      await show(page);
      await expectAccessible(page);
      await page.getByRole("button", { name: /^Sequence ./ }).click();
      await expect(page.getByRole("group", { name: "Sequence" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("checkbox", { name: "Select all versions" }).check();
      await preview(page, `${ftpFolder("NXP")}/e2e_axe`);
      await expect(previewDialog(page).getByRole("listitem").first()).toBeVisible();
      await expectAccessible(page);
    });

    test("on an upload's page, history, audit and status", async ({ page }) => {
      await signIn(page, "supervisors");
      await upload(page);
      await expectAccessible(page);
      for (const path of ["/uploads", "/audit", "/status", "/nowhere"]) {
        await page.goto(`${demo().app}${path}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
      }
    });

    test("at 390 px", async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await signIn(page, "artists");
      await chooseProject(page, "NXP", "Internal");
      await page.getByRole("button", { name: "Show", exact: true }).click();
      await expect(row(page, "harbour_turntable_v001 main")).toBeVisible();
      await expectAccessible(page);
    });
  });
}
