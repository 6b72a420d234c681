import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { awake, chooseFacet, chooseProject, demo, signIn } from "./studio.ts";

const menu = (page: Page) => page.getByRole("dialog", { name: "Presets: selections with a name" });
const chips = (page: Page) => page.getByRole("toolbar", { name: "Chosen values" }).getByRole("button");
const apply = (page: Page, name: string) =>
  menu(page).getByRole("button", { name: new RegExp(`^Apply ${name} (Yours|Shared)`) });

async function openMenu(page: Page): Promise<void> {
  await (await awake(page.getByRole("button", { name: "Presets" }))).press("Enter");
  await expect(menu(page).getByRole("textbox", { name: "Save the selection as" })).toBeVisible();
  await expect(menu(page).locator(":focus")).toBeVisible();
}

async function save(page: Page, name: string): Promise<void> {
  await openMenu(page);
  await menu(page).getByRole("textbox", { name: "Save the selection as" }).fill(name);
  await page.keyboard.press("Enter");
  await expect(menu(page).getByText(`“${name}” is saved.`)).toBeVisible();
}

async function as(browser: Browser, group: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, group);
  await chooseProject(page, "NXP", "Internal");
  await work(page);
  await context.close();
}

test("a selection gets a name, is applied, renamed, replaced and deleted by keyboard", async ({ page }) => {
  const name = `Dailies ${Date.now()}`;
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await chooseFacet(page, "Sequence", ["seq010", "seq030"]);
  await save(page, name);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Presets" })).toBeFocused();

  // From another project's type and choices back to it.
  await chooseProject(page, "NXP", "Client");
  await chooseFacet(page, "Extension", ["exr"]);
  await openMenu(page);
  await apply(page, name).press("Enter");
  await expect(chips(page)).toHaveText([/seq010/, /seq030/]);
  await expect(page.getByRole("radio", { name: "Internal" })).toBeChecked();
  await expect(menu(page)).toBeHidden();

  await openMenu(page);
  await menu(page)
    .getByRole("button", { name: `Rename ${name}` })
    .press("Enter");
  await expect(menu(page).getByRole("textbox", { name: `New name of ${name}` })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("End");
  await page.keyboard.type(" B");
  await page.keyboard.press("Enter");
  await expect(apply(page, `${name} B`)).toBeFocused();
  await page.keyboard.press("Escape");

  // The same name again puts the selection of now in its place.
  await chooseFacet(page, "Extension", ["exr"]);
  await openMenu(page);
  await menu(page).getByRole("textbox", { name: "Save the selection as" }).fill(`${name} b`);
  await menu(page).getByRole("button", { name: "Replace" }).press("Enter");
  await expect(menu(page).getByText("holds the selection of now.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear all" }).press("Enter");
  await openMenu(page);
  await apply(page, `${name} B`).press("Enter");
  await expect(chips(page)).toHaveText([/seq010/, /seq030/, /exr/]);

  await openMenu(page);
  await menu(page)
    .getByRole("button", { name: `Delete ${name} B` })
    .press("Enter");
  await expect(menu(page).getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(menu(page).getByText(`“${name} B” is deleted.`)).toBeVisible();
  await expect(apply(page, `${name} B`)).toHaveCount(0);
});

test("a shared preset shows whose it is; only its owner, supervisors and admins delete it, and the audit tells", async ({
  page,
  browser,
}) => {
  const name = `Client look ${Date.now()}`;
  const owner = await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await chooseFacet(page, "Shot", ["sh0010"]);
  await save(page, name);
  await as(browser, "coordinators", async (other) => {
    await openMenu(other);
    await expect(menu(other)).toBeVisible();
    await expect(apply(other, name)).toHaveCount(0);
  });
  await menu(page)
    .getByRole("button", { name: `Share ${name} with the studio` })
    .press("Enter");
  await expect(menu(page).getByText(`“${name}” is shared with the studio.`)).toBeVisible();

  await as(browser, "coordinators", async (other) => {
    await openMenu(other);
    await expect(apply(other, name)).toContainText(`Shared by ${owner.name}`);
    await expect(menu(other).getByRole("button", { name: `Delete ${name}` })).toHaveCount(0);
    await expectAccessible(other);
    await apply(other, name).press("Enter");
    await expect(chips(other)).toHaveText([/sh0010/]);
  });

  await as(browser, "supervisors", async (supervisor) => {
    await openMenu(supervisor);
    await menu(supervisor)
      .getByRole("button", { name: `Delete ${name}` })
      .press("Enter");
    await expect(menu(supervisor).getByText("Everybody in the studio loses it.")).toBeVisible();
    await menu(supervisor).getByRole("button", { name: "Delete", exact: true }).press("Enter");
    await expect(menu(supervisor).getByText(`“${name}” is deleted.`)).toBeVisible();
    await supervisor.goto(`${demo().app}/audit`);
    const events = supervisor.getByRole("row").filter({ hasText: `Preset ${name}` });
    await expect(events).toHaveCount(2);
    await expect(events.first()).toContainText("Deleted a shared preset");
    await expect(events.last()).toContainText("Shared a preset");
    await expect(events.last()).toContainText(owner.name);
  });
});

test("a preset that is applied with values that are gone says so", async ({ page }) => {
  const name = `Gone ${Date.now()}`;
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
  await chooseFacet(page, "Sequence", ["seq010"]);
  const link = new URL(page.url());
  link.searchParams.set("shot", "99999999-0000-4000-8000-000000000000");
  await page.goto(link.href);
  await expect(chips(page)).toHaveText([/seq010/, /not ready now/]);
  await save(page, name);
  await apply(page, name).press("Enter");
  await expect(page.getByText(`“${name}” was applied without 1 shot of which nothing is ready now.`)).toBeVisible();
  await expect(chips(page)).toHaveText([/seq010/]);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Dismiss" }).press("Enter");
  await expect(page.getByText("was applied without")).toBeHidden();
});
