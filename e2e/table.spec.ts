import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import pg from "pg";
import { expectAccessible } from "./accessibility.ts";
import { breakFtrack, callFtrack, chooseProject, demo, memberOf, queryFtrack, row, show, signIn } from "./studio.ts";

const who = "artists";

async function onDatabase<T extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: demo().database });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** What the server keeps of a person's desk. */
async function kept<T>(name: "table" | "look"): Promise<T | null> {
  const found = await onDatabase<{ value: T }>("select value from preferences where username = $1 and name = $2", [
    memberOf(who).username,
    name,
  ]);
  return found[0]?.value ?? null;
}

test.beforeEach(async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await onDatabase("delete from preferences where username = $1", [memberOf(who).username]);
  await signIn(page, who);
  await chooseProject(page, "NXP", "Internal");
  await show(page);
});

const table = (page: Page) => page.getByRole("table", { name: "Versions that can be uploaded" });
const head = (page: Page, name: string) =>
  table(page).getByRole("columnheader", { name: new RegExp(`^${name}( ?,|$)`) });
const headButton = (page: Page, name: string) => head(page, name).getByRole("button");
const find = (page: Page) => page.getByRole("searchbox", { name: "Find in these versions" });
const groups = (page: Page) => table(page).getByRole("button", { name: /^(Open|Close) group / });
const details = (page: Page) => page.getByRole("complementary", { name: /^Details/ });
const columnsPanel = (page: Page) => page.getByRole("dialog", { name: "Columns" });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** The text of one column of the rows that are drawn, from top to bottom. */
function columnTexts(page: Page, column: string): Promise<string[]> {
  return table(page).evaluate(
    (element, id) =>
      [...element.querySelectorAll<HTMLElement>("tbody tr")]
        .sort((one, other) => Number(one.dataset.at) - Number(other.dataset.at))
        .flatMap((tr) => tr.querySelector(`[data-column="${id}"]`)?.textContent ?? []),
    column,
  );
}

/** Heads of the columns in the order in which they stand. */
async function headTexts(page: Page): Promise<string[]> {
  const texts = await table(page).getByRole("columnheader").allTextContents();
  return texts.filter(Boolean).map((text) => text.replace(/\d?, \d of \d in the order$/, ""));
}

/** Puts the keyboard's focus on the first row. */
async function intoRows(page: Page) {
  await table(page).getByRole("checkbox", { name: "Select all versions" }).focus();
  await headButton(page, "Sequence").focus();
  await page.keyboard.press("Tab");
  await expect(table(page).locator('[data-at="0"] input')).toBeFocused();
}

test("several columns order the rows, by keyboard, and the address reproduces it", async ({ page }) => {
  await headButton(page, "Sequence").focus();
  await page.keyboard.press("Enter");
  await expect(head(page, "Sequence")).toHaveAttribute("aria-sort", "ascending");
  await page.keyboard.press("Enter");
  await expect(head(page, "Sequence")).toHaveAttribute("aria-sort", "descending");
  for (const name of ["Shot", "Asset name"]) {
    await page.keyboard.press("ArrowRight");
    await expect(headButton(page, name)).toBeFocused();
  }
  await page.keyboard.press("Shift+Enter");
  await expect(head(page, "Asset name")).toHaveAttribute("aria-sort", "ascending");
  await expect(head(page, "Asset name")).toHaveAccessibleName(/2 of 2 in the order/);
  await expect(head(page, "Sequence")).toHaveAccessibleName(/1 of 2 in the order/);
  await expect(page).toHaveURL(/sort=-sequence,assetName/);
  const sequences = await columnTexts(page, "sequence");
  const assets = await columnTexts(page, "assetName");
  expect(sequences[0]).toMatch(/^seq/);
  const pairs = sequences.map((sequence, at) => ({ sequence, asset: assets[at] ?? "" }));
  for (const [at, { sequence, asset }] of pairs.entries()) {
    const next = pairs[at + 1];
    if (next === undefined || sequence !== next.sequence) continue;
    expect(asset.localeCompare(next.asset, "en", { numeric: true })).toBeLessThanOrEqual(0);
  }

  await page.reload();
  await show(page);
  expect(await columnTexts(page, "sequence")).toEqual(sequences);
  expect(await columnTexts(page, "assetName")).toEqual(assets);
  await headButton(page, "Shot").click();
  await expect(head(page, "Sequence")).not.toHaveAttribute("aria-sort", /./);
  await headButton(page, "Sequence").click({ modifiers: ["Shift"] });
  await expect(page).toHaveURL(/sort=shot,sequence/);
});

test("a slash leads to the filter; every word has to be in the row, and no shortcut fires while typing", async ({
  page,
}) => {
  await page.keyboard.press("/");
  await expect(find(page)).toBeFocused();
  await page.keyboard.type("LEFT comp 0010 seq010?/");
  await expect(find(page)).toHaveValue("LEFT comp 0010 seq010?/");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(row(page, "sh0010_compout_v003 left")).toBeVisible();
  await expect(row(page, "sh0010_compout_v003 right")).toHaveCount(0);
  await expect(page.getByText(/^\d+ of \d+ versions$/)).toBeVisible();
  await expect(page).toHaveURL(/find=LEFT/);
  expect(new Set(await columnTexts(page, "camera"))).toEqual(new Set(["left"]));

  // What is selected stays selected when the text hides it, and the page says so.
  await row(page, "sh0010_compout_v003 left").check();
  await find(page).fill("right");
  await expect(page.getByText("1 selected not in view, still selected")).toBeVisible();
  await find(page).fill("no such words");
  await expect(page.getByText("No listed version holds all of these words.")).toBeVisible();
  await expectAccessible(page);
  await find(page).press("Escape");
  await expect(find(page)).toHaveValue("");
  await expect(
    table(page).locator("tr", { hasText: "seq010" }).getByLabel("Select sh0010_compout_v003 left"),
  ).toBeChecked();
  await expect(page).not.toHaveURL(/find=/);
});

test("rows are gathered by sequence or shot: heads count, select all of theirs, open and close", async ({ page }) => {
  await page.getByLabel("Group by").selectOption("sequence");
  await expect(page).toHaveURL(/group=sequence/);
  await expect(groups(page).first()).toBeVisible();
  await intoRows(page);
  const first = table(page).locator('[data-at="0"]');
  const count = Number(/(\d+) versions?/.exec((await first.textContent()) ?? "")?.[1]);
  expect(count).toBeGreaterThan(1);
  await page.keyboard.press("Space");
  await expect(first.getByText(`${count} of ${count} versions selected`)).toBeVisible();
  await expect(page.getByText(`${count} of`, { exact: false }).first()).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(first.getByRole("button")).toHaveAttribute("aria-expanded", "false");
  await expect(table(page).locator('[data-at="1"]').getByRole("button", { name: /group/ })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(first.getByRole("button")).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(table(page).locator('[data-at="1"] input')).toBeFocused();
  await expect(table(page).locator('[data-at="1"] input')).toBeChecked();
  await page.keyboard.press("Space");
  await expect(first.getByText(`${count - 1} of ${count} versions selected`)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Group by").selectOption("shot");
  await expect(groups(page).first()).toHaveAccessibleName(/group/);
  await expect.poll(() => kept<{ group: string }>("table").then((value) => value?.group)).toBe("shot");
});

test("columns are hidden, pinned and moved by the panel, kept for the person, and reset", async ({ page }) => {
  const before = await headTexts(page);
  await page.getByRole("button", { name: "Columns" }).click();
  const panel = columnsPanel(page);
  await panel.getByRole("checkbox", { name: "Show Camera angle" }).uncheck();
  await expect(head(page, "Camera angle")).toHaveCount(0);
  await panel.getByRole("button", { name: "Pin Version", exact: true }).press("Enter");
  await expect(panel.getByRole("button", { name: "Pin Version", exact: true })).toHaveAttribute("aria-pressed", "true");
  await panel.getByRole("button", { name: "Move Frames towards the start" }).press("Enter");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  const now = await headTexts(page);
  expect(now.slice(0, 4)).toEqual(["Thumbnail", "Sequence", "Shot", "Version"]);
  expect(now.indexOf("Frames")).toBe(now.indexOf("Extension") - 1);
  expect(now).not.toContain("Camera angle");
  await expect.poll(() => kept<{ hidden: string[] }>("table").then((value) => value?.hidden)).toEqual(["camera"]);

  await page.reload();
  await show(page);
  expect(await headTexts(page)).toEqual(now);
  await table(page).evaluate((element) => element.parentElement?.scrollTo({ left: 600 }));
  await expect(head(page, "Version")).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "Columns" }).click();
  await panel.getByRole("button", { name: "Reset columns" }).click();
  await page.keyboard.press("Escape");
  expect(await headTexts(page)).toEqual(before);
});

test("a head widens, narrows and moves its column by keys and by the mouse", async ({ page }) => {
  const widthOf = async (name: string) => Math.round((await head(page, name).boundingBox())?.width ?? 0);
  const start = await widthOf("Asset name");
  await headButton(page, "Asset name").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => widthOf("Asset name")).toBe(start + 32);
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => widthOf("Asset name")).toBe(start + 16);
  await page.keyboard.press("Control+Shift+ArrowRight");
  await expect.poll(async () => (await headTexts(page)).slice(3, 5)).toEqual(["Version", "Asset name"]);
  await expect(headButton(page, "Asset name")).toBeFocused();

  const edge = await head(page, "Asset name").boundingBox();
  if (edge === null) throw new Error("The head is not drawn.");
  await page.mouse.move(edge.x + edge.width - 1, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width + 60, edge.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => widthOf("Asset name")).toBeGreaterThan(start + 60);

  const from = await head(page, "Extension").boundingBox();
  const to = await head(page, "Version").boundingBox();
  if (from === null || to === null) throw new Error("The heads are not drawn.");
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 8, to.y + 10, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await headTexts(page)).slice(3, 6)).toEqual(["Extension", "Version", "Asset name"]);
  // A drag is no click: nothing was ordered by it.
  await expect(head(page, "Extension")).not.toHaveAttribute("aria-sort", /./);
});

test("keys move through rows and cells, select, and copy what is meant", async ({ page }) => {
  await intoRows(page);
  await page.keyboard.press("End");
  await expect(table(page).locator("tbody input:focus")).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(table(page).locator('[data-at="0"] input')).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText(/^3 of/)).toBeVisible();
  await page.keyboard.press("Control+c");
  await expect(page.getByText("Copied 3 versions")).toBeVisible();
  const lines = (await clipboard(page)).split("\n").map((line) => line.split("\t"));
  expect(lines).toHaveLength(4);
  expect(lines[0]?.slice(0, 4)).toEqual(["Sequence", "Shot", "Asset name", "Version"]);
  expect(lines[1]?.[3]).toMatch(/^v\d{3}$/);
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([14]));

  for (const _ of ["picture", "sequence", "shot"]) await page.keyboard.press("ArrowRight");
  await expect(table(page).locator("[data-column=shot].outline-focus")).toHaveCount(1);
  await page.keyboard.press("Control+c");
  expect(await clipboard(page)).toBe(lines[3]?.[1]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+c");
  expect((await clipboard(page)).split("\n")).toHaveLength(4);

  await page.keyboard.press("Control+a");
  await expect(table(page).getByRole("checkbox", { name: "Select all versions" })).toBeChecked();
  await page.keyboard.press("Control+a");
  await expect(page.getByText("Select versions to preview them.")).toBeVisible();

  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem", { name: "Details" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(menu.getByRole("menuitem", { name: "Copy source path" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Copied 1 source path")).toBeVisible();
  expect(await clipboard(page)).toMatch(/^\/.+\.\w+$/);
  await expect(table(page).locator("tbody input:focus")).toHaveCount(1);
});

test("the rows that are shown are exported as CSV, columns as they stand", async ({ page }) => {
  await find(page).fill("seq010");
  await expect(page.getByText(/^\d+ of \d+ versions$/)).toBeVisible();
  await page.getByRole("button", { name: "Copy and export" }).click();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Export \d+ versions as CSV$/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^NXP_internal_\d{4}-\d{2}-\d{2}\.csv$/);
  const text = readFileSync(await download.path(), "utf8");
  expect(text.startsWith("\ufeffSequence,Shot,Asset name,Version,")).toBe(true);
  const lines = text.trimEnd().split("\r\n");
  const shown = Number(
    /(\d+) of/.exec(
      (await page
        .getByText(/versions?$/)
        .first()
        .textContent()) ?? "",
    )?.[1] ?? 0,
  );
  expect(lines.length - 1).toBe(shown > 0 ? shown : lines.length - 1);
  expect(lines.slice(1).every((line) => line.startsWith("seq010,"))).toBe(true);
});

test("the details follow the active version, with frames, notes and paths, and lose neither scroll nor selection", async ({
  page,
}) => {
  const [version] = await queryFtrack<{ id: string }>(
    'select id from AssetVersion where version is 2 and asset.name is "compout" and asset.parent.name is "sh0020" and asset.parent.parent.name is "seq010"',
  );
  const [user] = await queryFtrack<{ id: string }>(`select id from User where username is "${memberOf(who).username}"`);
  await callFtrack([
    {
      action: "create",
      entity_type: "Note",
      entity_data: {
        __entity_type__: "Note",
        content: "The left edge is soft",
        parent_id: version?.id,
        parent_type: "asset_version",
        user_id: user?.id,
      },
    },
  ]);
  await find(page).fill("seq010 compout");
  await row(page, "sh0010_compout_v003 left").check();
  await row(page, "sh0020_compout_v002 left").focus();
  await table(page)
    .locator("tr", { has: row(page, "sh0020_compout_v002 left") })
    .locator("[data-column=shot]")
    .dblclick();
  await expect(details(page)).toHaveAccessibleName(/sh0020_compout_v002 left/);
  await expect(details(page).getByText("1003-1004, 1007").first()).toBeVisible();
  await expect(details(page).getByText("Incomplete").first()).toBeVisible();
  await expect(details(page).getByText("The left edge is soft")).toBeVisible();
  await expect(details(page).getByText(memberOf(who).name).first()).toBeVisible();
  await expect(details(page).getByText(/^P:\\.*left\.%04d\.exr$/)).toBeVisible();
  await expect(details(page).getByText("This deliverable was never uploaded.")).toBeVisible();
  await expect(row(page, "sh0010_compout_v003 left")).toBeChecked();
  await expect(row(page, "sh0020_compout_v002 left")).not.toBeChecked();
  await expectAccessible(page);

  await row(page, "sh0020_compout_v002 left").focus();
  await page.keyboard.press("ArrowDown");
  await expect(details(page)).not.toHaveAccessibleName(/sh0020_compout_v002 left/);
  await page.keyboard.press("Enter");
  await expect(details(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(table(page).locator("tbody input:focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(details(page)).toHaveCount(0);
  await expect(page.getByText(/^1 of/)).toBeVisible();
});

test("details say what can't be read and try again", async ({ page }) => {
  const mend = await breakFtrack({ kind: "ServerError", match: { entityType: "Note" } });
  try {
    await intoRows(page);
    await page.keyboard.press("Enter");
    await expect(details(page).getByRole("region", { name: "Notes in ftrack" }).getByRole("alert")).toBeVisible();
    await expect(details(page).getByRole("region", { name: "Frames on disk" })).toBeVisible();
    await expectAccessible(page);
  } finally {
    await mend();
  }
  await details(page).getByRole("button", { name: "Read again" }).click();
  const notes = details(page).getByRole("region", { name: "Notes in ftrack" });
  await expect(notes).toBeVisible();
  await expect(notes.getByRole("alert")).toHaveCount(0);
  await page.context().setOffline(true);
  await table(page).locator('[data-at="1"] input').focus();
  await page.getByRole("button", { name: "Close the details" }).click();
  await page.getByRole("button", { name: "Details", exact: true }).click();
  await expect(details(page).getByText("The server did not answer.")).toBeVisible();
  await page.context().setOffline(false);
  await details(page).getByRole("button", { name: "Read again" }).click();
  await expect(details(page).getByRole("region", { name: "Frames on disk" })).toBeVisible();
});

test("a question mark helps, and the palette finds and runs commands", async ({ page }) => {
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys of the desk" });
  await expect(help.getByText("Order by it within the present order")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("group shot");
  await expect(palette.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
  await expect(groups(page).first()).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("preview");
  await expect(palette.getByRole("option", { name: "Preview the upload" })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Enter");
  await expect(palette).toBeVisible();
  await palette.getByRole("combobox").fill("columns: show");
  await page.keyboard.press("Enter");
  await expect(columnsPanel(page)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("past uploads");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/uploads$/);
});

test("rows are dense or comfortable, and the server renders what was chosen", async ({ page }) => {
  const height = async () => (await table(page).locator('[data-at="0"]').boundingBox())?.height;
  expect(await height()).toBe(36);
  await page.getByRole("button", { name: "Comfortable rows" }).click();
  await expect.poll(height).toBe(48);
  const second = await table(page).locator('[data-at="1"]').boundingBox();
  const first = await table(page).locator('[data-at="0"]').boundingBox();
  expect((second?.y ?? 0) - (first?.y ?? 0)).toBe(48);
  await expectAccessible(page);
  await expect.poll(() => kept<{ density: string }>("look").then((value) => value?.density)).toBe("comfortable");
  const html = await (await page.request.get(page.url())).text();
  expect(html).toContain('data-density="comfortable"');
});

test("on a phone the cards are found, gathered and looked at closer, too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("list", { name: "Versions that can be uploaded" })).toBeVisible();
  await find(page).fill("seq010 compout left");
  await page.getByLabel("Group by").selectOption("shot");
  await expect(page.getByRole("button", { name: "Close group sh0010" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Details of sh0010_compout_v003" }).first().click();
  const dialog = page.getByRole("dialog", { name: "sh0010_compout_v003" });
  await expect(dialog.getByRole("region", { name: "Frames on disk" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(row(page, "sh0010_compout_v003 left")).toBeVisible();
});

test("every head stands above its column", async ({ page }) => {
  const left = async (cells: Locator) =>
    cells.evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().left)));
  const heads = await left(table(page).locator("thead th"));
  expect(heads.length).toBeGreaterThan(10);
  expect(heads).toEqual(await left(table(page).locator('tbody tr[aria-rowindex="2"] td')));
});
