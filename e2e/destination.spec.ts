import { promises as fs } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import {
  awake,
  chooseFacet,
  chooseProject,
  confirmUpload,
  demo,
  ftpFolder,
  preview,
  row,
  show,
  signIn,
} from "./studio.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "Destination path" });
const list = (page: Page) => page.getByRole("listbox", { name: "Folders to choose from" });
const option = (page: Page, name: string | RegExp) => list(page).getByRole("option", { name });
const state = (page: Page) => page.locator("#destination-state");

/** Empties the field and opens its list. */
async function openList(page: Page): Promise<void> {
  await (await awake(field(page))).fill("");
  await page.keyboard.press("ArrowDown");
  await expect(list(page)).toBeVisible();
}

/** Goes down the list by key until that folder is the active one. */
async function walkTo(page: Page, folder: Locator): Promise<void> {
  const offered = await list(page).getByRole("option").count();
  for (let at = 0; at <= offered; at += 1) {
    if ((await folder.getAttribute("aria-selected")) === "true") return;
    await page.keyboard.press("ArrowDown");
  }
  await expect(folder).toHaveAttribute("aria-selected", "true");
}

/** A folder of this test's own, with sub-folders. */
async function ownFolder(...names: string[]): Promise<string> {
  const folder = `${ftpFolder("NXP")}/e2e_destination_${Date.now()}`;
  for (const name of ["", ...names]) await fs.mkdir(`${folder}/${name}`, { recursive: true });
  return folder;
}

test.beforeEach(async ({ page }) => {
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
});

test("an empty field offers the suggestion and the 00_ftp folders; the keyboard alone gets into a sub-folder", async ({
  page,
}) => {
  const folder = await ownFolder("day1", "day2/left", "day10", ".hidden");
  await chooseFacet(page, "Department", ["Compositing"]);
  await field(page).focus();
  await expect(option(page, /_Compositing$/)).toBeVisible();
  await expect(option(page, new RegExp(`^${ftpFolder("NXP")}$`))).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);

  await field(page).fill(`${folder}/`);
  await expect(list(page).getByRole("option")).toHaveText(["day1", "day2", "day10"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(option(page, "day2")).toHaveAttribute("aria-selected", "true");
  await expect(field(page)).toHaveAttribute(
    "aria-activedescendant",
    (await option(page, "day2").getAttribute("id")) ?? "",
  );
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue(`${folder}/day2/`);
  await expect(option(page, "left")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list(page)).toBeHidden();
  await expect(field(page)).toBeFocused();
  await expect(state(page)).toContainText("This folder is there.");
});

test("the suggestion is taken with one click, and will be made", async ({ page }) => {
  await chooseFacet(page, "Department", ["Compositing"]);
  await field(page).click();
  await option(page, /_Compositing$/).click();
  await expect(field(page)).toHaveValue(new RegExp(`^${ftpFolder("NXP")}/\\d{8}_Compositing$`));
  await expect(list(page)).toBeHidden();
  await expect(state(page)).toContainText(/The upload will make it|This folder is there/);
});

test("Windows, UNC, smb, file and quoted forms are understood, and shown in both forms", async ({ page }) => {
  const ftp = ftpFolder("NXP");
  const windows = "P:\\NXP\\00_ftp\\e2e forms";
  for (const typed of [
    windows,
    `"${windows}"`,
    "\\\\fs01\\prj\\NXP\\00_ftp\\e2e forms",
    "smb://fs01/prj/NXP/00_ftp/e2e%20forms",
    `file://${ftp}/e2e%20forms`,
  ]) {
    await field(page).fill(typed);
    await expect(page.getByText(`${ftp}/e2e forms`, { exact: true }).first()).toBeVisible();
    await expect(page.getByText(windows, { exact: true })).toBeVisible();
    await expect(state(page)).toContainText("The upload will make it.");
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Copy the POSIX path" })).toBeVisible();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().app });
  await page.getByRole("button", { name: "Copy the Windows path" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(windows);
});

test("what is wrong is said while typing, as the preview says it, and nothing moves", async ({ page }) => {
  const height = async () => (await page.getByRole("form", { name: "Selection" }).boundingBox())?.height;
  const before = await height();
  for (const [typed, sentence] of [
    [ftpFolder("NXP").replace(/\/00_ftp$/, "/ftp"), "has no 00_ftp folder. Pick a folder inside"],
    [`${ftpFolder("EPI")}/dailies`, "is in no delivery root for internal uploads of NXP"],
    ["Q:\\NXP\\00_ftp", "is no volume that is known here"],
    ["dailies", "is only the end of a path"],
  ] as const) {
    await field(page).fill(typed);
    await expect(state(page)).toContainText(sentence);
    await expect(field(page)).toHaveAttribute("aria-invalid", "true");
    expect(await height()).toBe(before);
  }
  await expect(state(page)).toHaveAttribute("role", "status");
  await expectAccessible(page);
  // A name alone can be righted by taking it as a new folder.
  await option(page, new RegExp(`^${ftpFolder("NXP")}/dailies$`)).click();
  await expect(field(page)).toHaveAttribute("aria-invalid", "false");
  expect(await height()).toBe(before);
});

test("folders of another project are never listed", async ({ page }) => {
  await fs.mkdir(`${ftpFolder("EPI")}/e2e_secret`, { recursive: true });
  const project = new URL(page.url()).searchParams.get("project");
  const asked = new URLSearchParams({ project: project ?? "", type: "internal", path: `${ftpFolder("EPI")}/` });
  const answer = await page.request.get(`${demo().app}/api/folders?${asked}`);
  expect(answer.ok()).toBe(true);
  expect(await answer.text()).not.toContain("e2e_secret");
});

test("a stranger gets nothing", async ({ request }) => {
  expect((await request.get(`${demo().app}/api/folders?path=/`, { maxRedirects: 0 })).status()).toBeGreaterThanOrEqual(
    300,
  );
});

test("a star is kept for the project, by mouse and by key, and taken off again", async ({ page }) => {
  const folder = await ownFolder("sub");
  await field(page).fill(folder);
  await page.keyboard.press("Escape");
  await expect(state(page)).toContainText("This folder is there.");
  await page.getByRole("button", { name: "Star this folder" }).click();
  await expect(page.getByRole("button", { name: "Take the star from this folder" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(async () => {
    await page.reload();
    await openList(page);
    await expect(option(page, `${folder}, starred`)).toBeVisible({ timeout: 5000 });
  }).toPass();
  await walkTo(page, option(page, new RegExp(folder)));
  await page.keyboard.press("Shift+Enter");
  await expect(option(page, new RegExp(folder))).toHaveCount(0);
});

test("a new folder gets a clean name, is made on upload, and is recent then, until it is forgotten", async ({
  page,
}) => {
  const folder = await ownFolder();
  await show(page);
  await row(page, "sh0010_compout_v003 left").check();
  await field(page).fill(folder);
  await page.keyboard.press("Escape");
  await expect(state(page)).toContainText("This folder is there.");
  await page.getByRole("button", { name: "New folder in this one" }).click();
  const name = page.getByRole("textbox", { name: "Name of the new folder" });
  await name.fill('to/client: "v2"');
  await expect(page.getByText("Will be called to_client_ _v2_")).toBeVisible();
  await expectAccessible(page);
  await name.press("Enter");
  await expect(field(page)).toHaveValue(`${folder}/to_client_ _v2_`);
  await expect(state(page)).toContainText("The upload will make it.");
  await preview(page, `${folder}/to_client_ _v2_`);
  await confirmUpload(page);
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main").getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  expect((await fs.stat(`${folder}/to_client_ _v2_`)).isDirectory()).toBe(true);

  await page.goto(demo().app);
  await chooseProject(page, "NXP", "Internal");
  await openList(page);
  const recent = option(page, new RegExp(`${folder}/to_client_`));
  await expect(recent).toBeVisible();
  await walkTo(page, recent);
  await page.keyboard.press("Shift+Delete");
  await expect(recent).toHaveCount(0);
});
