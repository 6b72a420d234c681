import { existsSync, promises as fs } from "node:fs";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { parse, stringify } from "yaml";
import { canMount, mountedVolume, type SilentVolume, stoppedVolume } from "./silent-storage.ts";
import {
  breakFtrack,
  chooseProject,
  demo,
  ftpFolder,
  memberOf,
  preview,
  previewDialog,
  row,
  show,
  signIn,
} from "./studio.ts";

// Several runs of uploads, silences that have to be noticed, and what is tried again after a pause.
test.describe.configure({ timeout: 600_000 });

/** What the worker asks ftrack before it links, and nobody else does. */
const statusesBeforeLinking = { expression: "task.status.color from AssetVersion" };
const stem = "NXP_seq010_sh0010_compout_v003_left";
const volumeOf = (project: string) => dirname(ftpFolder(project));

const stopped = { way: "whose processes get no answer", make: stoppedVolume };
const mounted = { way: "that is mounted and hangs in the kernel", make: mountedVolume };
// The second needs root and FUSE, which not every machine has.
const volumes: { way: string; make(path: string): Promise<SilentVolume> }[] = canMount()
  ? [stopped, mounted]
  : [stopped];

const settings = join(dirname(process.env.COMPOUT_DEMO ?? ""), "demo", "compout.yaml");
let original = "";

test.beforeEach(async ({ page }) => {
  original = await fs.readFile(settings, "utf8");
  const { storage, ...rest } = parse(original);
  // A volume of its own.
  const roots = [...storage.roots, { path: volumeOf("NXP") }];
  await fs.writeFile(settings, stringify({ ...rest, storage: { ...storage, roots } }));
  // The program looks at its settings every two seconds.
  await page.waitForTimeout(2500);
});

test.afterEach(() => fs.writeFile(settings, original));

const progress = (page: Page) => page.getByRole("region", { name: "Progress" });

async function expectDone(page: Page): Promise<void> {
  await expect(progress(page).getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 120_000 });
}

/** Submits one sequence of a project into a folder of its own; gives that folder. */
async function upload(page: Page, project: string, version: string): Promise<string> {
  await page.goto(demo().app);
  await chooseProject(page, project, "Internal");
  await show(page);
  await row(page, version).first().check();
  const destination = `${ftpFolder(project)}/e2e_silent_${Date.now()}`;
  await preview(page, destination);
  await previewDialog(page)
    .getByRole("button", { name: /^Upload/ })
    .click();
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  return destination;
}

for (const { way, make } of volumes) {
  test(`a volume ${way} stops nothing but what needs it, which says why, and goes on by itself`, async ({
    page,
    browser,
  }) => {
    const volume = await make(volumeOf("NXP"));
    const others = await (await browser.newContext()).newPage();
    try {
      await signIn(page, "artists");
      const mend = await breakFtrack({ kind: "html-502", match: statusesBeforeLinking });
      let destination = "";
      try {
        destination = await upload(page, "NXP", "sh0010_compout_v003 left");
        await expect(progress(page).getByText("Linking", { exact: true }).first()).toBeVisible({ timeout: 45_000 });
      } finally {
        volume.fallSilent();
        await mend();
      }
      const why = `nothing came from ${volumeOf("NXP")} for 15 s`;
      await expect(progress(page)).toContainText(`Storage does not answer: ${why}`, { timeout: 120_000 });

      // Meanwhile: signing in, the history, and an upload of another project.
      await signIn(others, "coordinators");
      await others.goto(`${demo().app}/uploads`);
      const line = others.getByRole("row").filter({ hasText: destination });
      await expect(line).toContainText(memberOf("artists").name);
      await expect(line).toContainText("Linking");
      const elsewhere = await upload(others, "EPI", "sh010_compout_v001 left");
      await expectDone(others);
      expect(await fs.readdir(elsewhere)).toHaveLength(1);

      // Whoever asks for the silent one is told, and does not wait for ever.
      await others.goto(demo().app);
      await chooseProject(others, "NXP", "Internal");
      await show(others);
      await row(others, "sh0010_compout_v003 left").check();
      await others.getByLabel("Destination path").fill(`${ftpFolder("NXP")}/e2e_refused`);
      await others.getByRole("button", { name: "Preview" }).click();
      await expect(others.getByText("Storage does not answer").first()).toBeVisible({ timeout: 60_000 });

      volume.answerAgain();
      await expectDone(page);
      const names = await fs.readdir(`${destination}/${stem}`);
      expect(names.length).toBeGreaterThan(1);
      for (const name of names) expect(existsSync(`${destination}/${stem}/${name}`)).toBe(true);
    } finally {
      await volume.end();
      await others.context().close();
    }
  });
}
