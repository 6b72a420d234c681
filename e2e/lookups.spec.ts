import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import {
  breakFtrack,
  callFtrack,
  chooseFacet,
  chooseProject,
  demo,
  ftpFolder,
  preview,
  previewDialog,
  queryFtrack,
  row,
  show,
  signIn,
} from "./studio.ts";

const lookUp = (page: Page) => page.getByRole("dialog", { name: "Why isn’t my version here?" });
const field = (page: Page) => page.getByRole("searchbox", { name: "Shot, asset or version" });
/** What the look-up says of one version; shots of several sequences have the same names. */
const found = (page: Page, name: string, sequence = "seq010") =>
  lookUp(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: `${name} in ftrack` }) })
    .filter({ hasText: `${sequence} / ` });

async function openDesk(page: Page, type: "Internal" | "Client" = "Internal") {
  await chooseProject(page, "NXP", type);
  await show(page);
}

async function upload(page: Page, label: string, name: string): Promise<string> {
  await row(page, label).check();
  const destination = `${ftpFolder("NXP")}/e2e_${name}_${Date.now()}`;
  await preview(page, destination);
  await previewDialog(page)
    .getByRole("button", { name: /^Upload/ })
    .click();
  await page.waitForURL(/\/uploads\/[0-9a-f-]{36}$/);
  return destination;
}

/** Brings rows into view: the table draws only those that are. */
async function find(page: Page, words: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Find in these versions" }).fill(words);
}

/** The table's row of a deliverable. */
const line = (page: Page, label: string) => page.getByRole("row").filter({ has: row(page, label) });

test.describe("Why isn't my version here?", () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, "artists");
  });

  test("names each rule that a version fails, who could change it, and where it is in ftrack", async ({ page }) => {
    await openDesk(page);
    await page.getByRole("button", { name: "Why isn’t my version here?" }).click();
    await expect(field(page)).toBeFocused();
    await expectAccessible(page);
    await field(page).fill("sh0060 compout v002");
    const version = found(page, "sh0060_compout_v002");
    await expect(version).toContainText("task is In progress; internal needs Pending Internal review");
    await expect(version).not.toContainText("version is");
    await expect(version).toContainText(/Who could change it: .*\(assigned\)/);
    const link = version.getByRole("link", { name: "sh0060_compout_v002 in ftrack" });
    await expect(link).toHaveAttribute("href", new RegExp(`^${demo().ftrack.server}/#slideEntityId=[0-9a-f-]{36}&`));
    await expectAccessible(page);

    await field(page).fill("sh0030 compout");
    const retake = found(page, "sh0030_compout_v002", "seq020");
    await expect(retake).toContainText("version is Retake; internal needs Ready to review");
    await expect(retake).not.toContainText("task is");
  });

  test("says that no version fits, and takes signs of the query language for what they are", async ({ page }) => {
    await openDesk(page);
    await page.keyboard.press("Alt+KeyW");
    for (const typed of ['x") or (id like "', "nothing\\", "it's"]) {
      await field(page).fill(typed);
      await expect(lookUp(page)).toContainText(`No version of this project fits “${typed}”.`);
    }
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(lookUp(page)).toBeHidden();
  });

  test("brings what is ready and left out by the choices into the selection", async ({ page }) => {
    await chooseProject(page, "NXP", "Internal");
    await chooseFacet(page, "Shot", ["sh0020"]);
    await show(page);
    await expect(row(page, "sh0010_compout_v003 left")).toBeHidden();
    await page.keyboard.press("Alt+KeyW");
    await field(page).fill("sh0010_compout_v003");
    const version = found(page, "sh0010_compout_v003");
    await expect(version).toContainText("left is left out by your choice of Shot");
    await version.getByRole("button", { name: /^Add to the choices and show :?\s?left$/ }).click();
    await expect(lookUp(page)).toBeHidden();
    await expect(row(page, "sh0010_compout_v003 left")).toBeVisible();
    await page.keyboard.press("Alt+KeyW");
    await field(page).fill("sh0010_compout_v003");
    await expect(found(page, "sh0010_compout_v003")).toContainText("left is listed");
  });

  test("is offered where nothing is listed, and has words for a ftrack that is down", async ({ page }) => {
    await chooseProject(page, "NXP", "Internal");
    await page.goto(`${page.url()}&asset=no-such-asset`);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    const empty = page.getByRole("region", { name: "Versions", exact: true });
    await empty.getByRole("button", { name: "Why isn’t my version here?" }).click();
    const mend = await breakFtrack({ kind: "html-502", match: { expression: "asset.name like" } });
    try {
      await field(page).fill("sh0010");
      await expect(lookUp(page).getByRole("alert")).toContainText("ftrack", { timeout: 30_000 });
      await mend();
      await lookUp(page).getByRole("button", { name: "Try again" }).click();
      await expect(found(page, "sh0010_compout_v003")).toBeVisible();
    } finally {
      await mend();
    }
  });

  test("answers nobody who is not signed in", async ({ browser }) => {
    const stranger = await browser.newContext();
    for (const path of ["why-not?q=sh0010", "sent?since=2026-01-01T00:00:00Z"]) {
      const answer = await stranger.request.get(`${demo().app}/api/${path}`, { maxRedirects: 0 });
      expect(answer.status()).not.toBe(200);
      expect(await answer.text()).not.toContain("sh0010");
    }
    await stranger.close();
  });
});

test.describe("pictures", () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, "artists");
    await openDesk(page);
  });

  const small = (page: Page) =>
    page.getByRole("button", { name: "Enlarge the picture of sh0010_compout_v003" }).first();
  const large = (page: Page) => page.getByRole("tooltip").getByRole("img", { name: "Picture of sh0010_compout_v003" });

  test("enlarge beside the row on hover, stay while the pointer is on them, and go with Escape", async ({ page }) => {
    await small(page).hover();
    await expect(large(page)).toBeVisible();
    await expect.poll(() => large(page).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    await expectAccessible(page);
    await page.getByRole("tooltip").hover();
    await page.waitForTimeout(500);
    await expect(large(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(large(page)).toBeHidden();
    await small(page).hover();
    await expect(large(page)).toBeVisible();
    await page.mouse.move(5, 5);
    await expect(large(page)).toBeHidden();
  });

  test("enlarge by keyboard", async ({ page }) => {
    // The row that was used last is where the keyboard goes on.
    await row(page, "sh0010_compout_v003 left").check();
    await row(page, "sh0010_compout_v003 left").focus();
    await page.keyboard.press("Tab");
    await expect(small(page)).toBeFocused();
    await expect(large(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(large(page)).toBeHidden();
    await expect(small(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(large(page)).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(large(page)).toBeHidden();
  });

  test("come from the program's own address, with a tag by which they are not sent twice", async ({ page }) => {
    const source = new URL((await small(page).locator("img").getAttribute("src")) ?? "", demo().app);
    expect(source.origin).toBe(new URL(demo().app).origin);
    expect(`${source.pathname}${source.search}`).toMatch(/^\/api\/thumbnails\/[0-9a-f-]{36}\?size=100$/);
    const first = await page.request.get(source.href);
    expect(first.headers()["cache-control"]).toMatch(/^private, max-age=/);
    const again = await page.request.get(source.href, {
      headers: { "if-none-match": first.headers().etag ?? "" },
    });
    expect([again.status(), (await again.body()).length]).toEqual([304, 0]);
    expect(await page.content()).not.toContain(demo().ftrack.apiKey);
  });
});

test.describe("already sent", () => {
  // Its left has more frames than ftrack knows, which wants a consent.
  const uploaded = "sh0050_compout_v002 right";
  const selected = "sh0050_compout_v002 left";

  test("rows say when, by whom and where they were sent, apart for each upload type, and who uploads them now", async ({
    browser,
    page,
  }) => {
    test.setTimeout(150_000);
    const artist = await signIn(page, "artists");
    await openDesk(page);
    await find(page, "sh0050 compout");
    const other = await (await browser.newContext()).newPage();
    await signIn(other, "coordinators");
    await openDesk(other);
    await find(other, "sh0050 compout");
    await row(other, selected).check();
    // What the worker asks ftrack before it links, and nobody else does.
    const mend = await breakFtrack({ kind: "html-502", match: { expression: "task.status.color from AssetVersion" } });
    try {
      const destination = await upload(page, uploaded, "badges");
      const going = line(other, uploaded).getByRole("link", { name: /^Being uploaded now for internal review/ });
      await expect(going).toContainText(artist.name, { timeout: 20_000 });
      await mend();
      const sent = line(other, uploaded).getByRole("link", { name: /^Sent for internal review/ });
      await expect(sent).toContainText(artist.name, { timeout: 60_000 });
      await expect(going).toBeHidden();
      // What was selected and where the table stood is as it was.
      await expect(row(other, selected)).toBeChecked();
      await sent.hover();
      await expect(other.getByRole("tooltip")).toContainText(destination);
      await expectAccessible(other);
      await sent.click();
      await other.waitForURL(page.url());
    } finally {
      await mend();
      await other.context().close();
    }
  });

  test("a row of which there is a newer version says so", async ({ page }) => {
    const [version] = await queryFtrack<{ id: string; asset_id: string; task_id: string; status_id: string }>(
      "select asset_id, task_id, status_id from AssetVersion where version is 2 and asset.name is compout " +
        'and asset.parent.name is sh0050 and asset.parent.project.name is "NXP"',
    );
    if (!version) throw new Error("The studio has sh0050_compout_v002.");
    const [old] = await queryFtrack<{ status_id: string }>(
      `select status_id from AssetVersion where version is 1 and asset_id is ${version.asset_id}`,
    );
    const [made] = await callFtrack<{ id: string }>([
      {
        action: "create",
        entity_type: "AssetVersion",
        entity_data: {
          __entity_type__: "AssetVersion",
          asset_id: version.asset_id,
          task_id: version.task_id,
          status_id: old?.status_id,
        },
      },
    ]);
    try {
      await signIn(page, "artists");
      await openDesk(page);
      await find(page, "sh0050 compout");
      await expect(line(page, uploaded)).toContainText("A newer version of the same asset and task exists: v003.");
      await find(page, "sh0010 compout");
      await expect(line(page, "sh0010_compout_v003 left").first()).not.toContainText("newer version");
    } finally {
      await callFtrack([{ action: "delete", entity_type: "AssetVersion", entity_key: [made?.data.id] }]);
    }
  });
});
