import { promises as fs } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import {
  breakFtrack,
  chooseProject,
  confirmUpload,
  demo,
  ftpFolder,
  memberOf,
  preview,
  previewDialog,
  queryFtrack,
  reportOf,
  row,
  show,
  signIn,
} from "./studio.ts";

test.use({ colorScheme: "dark" });
// Each goes through several runs of an upload, and through what is tried again after a pause.
test.describe.configure({ timeout: 150_000 });

const stem = "NXP_seq010_sh0010_compout_v003_left";
/** What the worker asks ftrack before it links, and nobody else does. */
const statusesBeforeLinking = { expression: "task.status.color from AssetVersion" };

interface Made {
  id: string;
  destination: string;
  folder: string;
}

/** Submits one sequence into a folder of its own, after the preview has shown `remark`. */
async function upload(page: Page, name: string, remark = ""): Promise<Made> {
  await page.goto(demo().app);
  await chooseProject(page, "NXP", "Internal");
  await show(page);
  await row(page, "sh0010_compout_v003 left").check();
  const destination = `${ftpFolder("NXP")}/e2e_${name}_${Date.now()}`;
  await preview(page, destination);
  await expect(previewDialog(page)).toContainText(remark);
  await confirmUpload(page);
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  return { id: page.url().split("/").at(-1) ?? "", destination, folder: `${destination}/${stem}` };
}

function progress(page: Page) {
  return page.getByRole("region", { name: "Progress" });
}

async function expectState(page: Page, label: string): Promise<void> {
  await expect(progress(page).getByText(label, { exact: true }).first()).toBeVisible({ timeout: 45_000 });
}

async function versionId(): Promise<string> {
  const [version] = await queryFtrack<{ id: string }>(
    'select id from AssetVersion where version is 3 and asset.name is "compout" and asset.parent.name is "sh0010" and asset.parent.parent.name is "seq010"',
  );
  return version?.id ?? "";
}

test("a look at the links says that all stand, then which one is gone", async ({ page }) => {
  await signIn(page, "artists");
  const { destination, folder } = await upload(page, "verify");
  await expectState(page, "Done");
  const names = (await fs.readdir(folder)).sort();

  await page.getByRole("button", { name: "Verify links" }).click();
  await expect(page.getByRole("heading", { name: `All ${names.length} links stand as they were made` })).toBeVisible();

  const [first = ""] = names;
  await fs.rm(`${folder}/${first}`);
  await page.getByRole("button", { name: "Verify links" }).click();
  await expect(page.getByRole("heading", { name: `1 of ${names.length} links is not as it was made` })).toBeVisible();
  const finding = page.getByRole("region", { name: /not as it was made/ });
  await expect(finding.getByText("1 link is gone")).toBeVisible();
  await expect(finding).toContainText(`${stem}/${first}`);
  await expectAccessible(page);

  // The history knows too, and can be asked for it.
  await page.goto(`${demo().app}/uploads?state=changed`);
  await expect(page.getByRole("row").filter({ hasText: destination }).getByText("1 changed since")).toBeVisible();
});

test("a withdrawn upload takes its links and folders away, leaves what was changed, and tells everybody why", async ({
  page,
  request,
}) => {
  const artist = await signIn(page, "artists");
  const { id, destination, folder } = await upload(page, "withdraw");
  await expectState(page, "Done");
  // By keyboard alone.
  await page.getByRole("button", { name: "Withdraw…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Withdraw this upload?" });
  await expect(dialog).toContainText("ftrack gets a note on each version");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).press("Enter");
  await expect(dialog.getByText("Say why")).toBeVisible();
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("The wrong grade was rendered");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Withdraw", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");

  await expectState(page, "Withdrawn");
  await expect(progress(page)).toContainText(`Withdrawn by ${artist.name}`);
  await expect(progress(page)).toContainText("The wrong grade was rendered");
  await expect(page.getByRole("button", { name: "Withdraw…" })).toHaveCount(0);
  await expect(fs.stat(folder)).rejects.toThrow("ENOENT");
  await expect(fs.stat(destination)).rejects.toThrow("ENOENT");
  await expectAccessible(page);

  const notes = await queryFtrack<{ content: string }>(
    `select content from Note where parent_id is "${await versionId()}"`,
  );
  expect(notes.filter(({ content }) => content.includes(id) && content.includes("The wrong grade"))).toHaveLength(1);
  const mail = await reportOf(request, id, "withdrawn");
  expect(mail.text).toContain("The wrong grade was rendered");
  expect(mail.to.length).toBeGreaterThanOrEqual(3);
});

test("what somebody changed since is left by a withdrawal, and the page says why", async ({ page }) => {
  await signIn(page, "supervisors");
  const { folder } = await upload(page, "left");
  await expectState(page, "Done");
  const [first = ""] = (await fs.readdir(folder)).sort();
  await fs.rm(`${folder}/${first}`);
  await fs.writeFile(`${folder}/${first}`, "not ours");
  await page.getByRole("button", { name: "Withdraw…" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw this upload?" });
  await dialog.getByLabel("Reason").fill("Superseded");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expectState(page, "Withdrawn, not all of it");
  await expect(progress(page).getByText("What was left, and why")).toBeVisible();
  await expect(progress(page)).toContainText(`${folder}/${first}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await fs.readdir(folder)).toEqual([first]);
  expect(await fs.readFile(`${folder}/${first}`, "utf8")).toBe("not ours");
});

test("a page that is open while somebody else withdraws the upload says so by itself", async ({ page, browser }) => {
  await signIn(page, "artists");
  await upload(page, "elsewhere");
  await expectState(page, "Done");
  const other = await (await browser.newContext()).newPage();
  const supervisor = await signIn(other, "supervisors");
  await other.goto(page.url());
  await other.getByRole("button", { name: "Withdraw…" }).click();
  const dialog = other.getByRole("dialog", { name: "Withdraw this upload?" });
  await dialog.getByLabel("Reason").fill("Superseded");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expectState(other, "Withdrawn");
  await expectState(page, "Withdrawn");
  await expect(progress(page)).toContainText(`Withdrawn by ${supervisor.name}`);
  await other.context().close();
});

test("an upload that waits for ftrack is cancelled with one question, and says by whom", async ({ page, request }) => {
  const artist = await signIn(page, "artists");
  const mend = await breakFtrack({ kind: "html-502", match: statusesBeforeLinking });
  try {
    const { id, destination } = await upload(page, "cancel");
    await expectState(page, "Linking");
    await expect(page.getByRole("button", { name: "Withdraw…" })).toHaveCount(0);
    await page.getByRole("button", { name: "Cancel upload…" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel this upload?" });
    await expect(dialog).toContainText("1 version is not linked yet");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Cancel upload" }).click();
    await expectState(page, "Cancelled");
    await expect(progress(page)).toContainText(`Cancelled by ${artist.name}`);
    await expect(progress(page)).toContainText("1 version was not linked");
    await expect(page.getByRole("button", { name: "Cancel upload…" })).toHaveCount(0);
    await expect(page.getByRole("table").getByText("Cancelled", { exact: true })).toBeVisible();
    await expect(fs.stat(destination)).rejects.toThrow("ENOENT");
    const report = await reportOf(request, id);
    expect(report.text).toContain(`${artist.name} cancelled this upload`);
    await expectAccessible(page);
  } finally {
    await mend();
  }
});

test("the second of two uploads of one version is told so beforehand, waits, and goes on when the first is cancelled", async ({
  page,
  browser,
}) => {
  const artist = await signIn(page, "artists");
  const second = await (await browser.newContext({ colorScheme: "dark" })).newPage();
  await signIn(second, "coordinators");
  const mend = await breakFtrack({ kind: "html-502", match: statusesBeforeLinking });
  try {
    await upload(page, "first");
    await expectState(page, "Linking");
    await upload(second, "second", `${artist.name} is uploading sh0010_compout_v003 right now`);
    await expectState(second, "Waiting for another upload");
    await expect(progress(second)).toContainText(`Waits for ${artist.name}'s upload`);
    await expect(progress(second).getByRole("link", { name: "See that upload" })).toHaveAttribute(
      "href",
      new URL(page.url()).pathname,
    );
    await expectAccessible(second);
    await page.getByRole("button", { name: "Cancel upload…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel upload" }).click();
    await expectState(page, "Cancelled");
  } finally {
    await mend();
  }
  await expectState(second, "Done");
  await second.context().close();
});

test("what failed is retried once the cause is mended, by a supervisor too; others read why they may not", async ({
  page,
  browser,
}) => {
  await signIn(page, "artists");
  const mend = await breakFtrack({ kind: "html-502", match: statusesBeforeLinking });
  let made: Made;
  try {
    made = await upload(page, "retry");
    await expectState(page, "Linking");
    // Somebody puts a folder of their own there while the upload waits.
    await fs.mkdir(made.folder, { recursive: true });
    await fs.writeFile(`${made.folder}/${stem}.1003.exr`, "not ours");
  } finally {
    await mend();
  }
  await expectState(page, "Failed");
  const [items] = [page.getByRole("table")];
  await expect(items.getByText("Failed", { exact: true })).toBeVisible();
  await expect(progress(page)).toContainText("The version that failed is linked if all is still as it was planned");

  const coordinators = await browser.newPage();
  await signIn(coordinators, "coordinators");
  await coordinators.goto(page.url());
  await expect(progress(coordinators)).toContainText(
    `Only ${memberOf("artists").name}, supervisors and admins may retry this upload.`,
  );
  await expect(coordinators.getByRole("button", { name: /^Retry/ })).toHaveCount(0);
  await coordinators.close();

  await fs.rm(`${made.folder}/${stem}.1003.exr`);
  const supervisors = await browser.newPage();
  await signIn(supervisors, "supervisors");
  await supervisors.goto(page.url());
  await supervisors.getByRole("button", { name: "Retry 1 version" }).click();
  await expectState(supervisors, "Done");
  await expect(progress(supervisors)).toContainText("What failed was tried again by hand");
  await supervisors.close();
  const names = await fs.readdir(made.folder);
  expect(names.length).toBeGreaterThanOrEqual(8);
  expect((await fs.lstat(`${made.folder}/${stem}.1003.exr`)).isSymbolicLink()).toBe(true);
});
