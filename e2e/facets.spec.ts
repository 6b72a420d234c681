import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { makeProject } from "./made-project.ts";
import { chooseFacet, chooseProject, demo, queryFtrack, row, show, signIn } from "./studio.ts";

const facet = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^${name} .`) });
const option = (page: Page, facetName: string, name: string | RegExp) =>
  page.getByRole("group", { name: facetName }).getByRole("checkbox", { name });
const chips = (page: Page) => page.getByRole("toolbar", { name: "Chosen values" }).getByRole("button");
const clearAll = (page: Page) => page.getByRole("button", { name: "Clear all" });

/** Names of the checked values, from the top. */
async function checked(page: Page, facetName: string): Promise<string[]> {
  const rows = page.getByRole("group", { name: facetName }).locator("label", { has: page.locator("input:checked") });
  return (await rows.allInnerTexts()).map((text) => text.split("\n")[0] ?? "");
}

async function projectId(name: string): Promise<string> {
  const [project] = await queryFtrack<{ id: string }>(`select id from Project where name is "${name}"`);
  return project?.id ?? "";
}

test.beforeEach(async ({ page }) => {
  await signIn(page, "artists");
  await chooseProject(page, "NXP", "Internal");
});

test("a facet is used by keyboard alone, and the others follow at once", async ({ page }) => {
  const shotsBefore = (await facet(page, "Shot").textContent()) ?? "";
  await facet(page, "Sequence").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("searchbox", { name: "Find in sequence" })).toBeFocused();
  await expectAccessible(page);

  // Arrows, both ends, and space.
  await page.keyboard.press("ArrowDown");
  await expect(option(page, "Sequence", /^seq010/)).toBeFocused();
  await page.keyboard.press("End");
  await expect(option(page, "Sequence", /^No sequence/)).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  expect(await checked(page, "Sequence")).toEqual(["seq010"]);
  await expect(facet(page, "Shot")).not.toHaveText(shotsBefore);
  await expect(page).toHaveURL(/sequence=/);

  // A range by shift and arrows grows, and shrinks again.
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  expect(await checked(page, "Sequence")).toEqual(["seq010", "seq020", "seq030"]);
  await page.keyboard.press("Shift+ArrowUp");
  expect(await checked(page, "Sequence")).toEqual(["seq010", "seq020"]);

  // Typing finds, from wherever one is; Enter closes and keeps.
  await page.keyboard.type("030");
  await expect(page.getByRole("searchbox", { name: "Find in sequence" })).toHaveValue("030");
  await expect(page.getByRole("group", { name: "Sequence" }).getByRole("checkbox")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Sequence" })).toBeHidden();
  await expect(facet(page, "Sequence")).toBeFocused();
  await expect(chips(page)).toHaveText([/seq010/, /seq020/, /seq030/]);

  // Escape closes too, and changes nothing.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("searchbox", { name: "Find in sequence" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(facet(page, "Sequence")).toBeFocused();
  await expect(chips(page)).toHaveCount(3);
});

test("what is typed for and stands alone is taken along by Enter", async ({ page }) => {
  await facet(page, "Sequence").press("Enter");
  await expect(page.getByRole("searchbox", { name: "Find in sequence" })).toBeFocused();
  await page.keyboard.type("seq020");
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveText([/seq020/]);
});

test("select all and invert reach what the search shows, shift and click a range", async ({ page }) => {
  await facet(page, "Shot").click();
  await page.getByRole("searchbox", { name: "Find in shot" }).fill("sh00");
  await page.getByRole("button", { name: "Select all" }).press("Enter");
  await page.getByRole("searchbox", { name: "Find in shot" }).fill("sh001");
  const listed = await page.getByRole("group", { name: "Shot" }).getByRole("checkbox").count();
  expect(listed).toBeGreaterThan(1);
  expect(await checked(page, "Shot")).toHaveLength(listed);
  await page.getByRole("button", { name: "Invert" }).press("Enter");
  expect(await checked(page, "Shot")).toEqual([]);
  await page.getByRole("searchbox", { name: "Find in shot" }).fill("sh002");
  expect((await checked(page, "Shot")).length).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Clear", exact: true }).press("Enter");

  await page.getByRole("searchbox", { name: "Find in shot" }).fill("");
  const boxes = page.getByRole("group", { name: "Shot" }).getByRole("checkbox");
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ["Shift"] });
  expect(await checked(page, "Shot")).toHaveLength(4);
});

test("a value that leads to nothing under the other choices is not offered", async ({ page }) => {
  await chooseFacet(page, "Sequence", ["seq010"]);
  await facet(page, "Shot").click();
  const hints = await page.getByRole("group", { name: "Shot" }).locator("label").allInnerTexts();
  expect(hints.length).toBeGreaterThan(1);
  expect(hints.some((text) => text.includes("seq020"))).toBe(false);
  for (const text of hints) expect(Number(text.split("\n").at(-1))).toBeGreaterThan(0);
});

test("chips are taken away by mouse and keyboard, and what is below does not move", async ({ page }) => {
  await show(page);
  const below = page.getByRole("region", { name: "Versions", exact: true });
  const top = async () => (await below.boundingBox())?.y;
  const before = await top();
  await chooseFacet(page, "Sequence", ["seq010", "seq020", "seq030"]);
  await chooseFacet(page, "Extension", ["exr"]);
  await expect(chips(page)).toHaveText([/seq010/, /seq020/, /seq030/, /exr/]);
  expect(await top()).toBe(before);

  await chips(page).filter({ hasText: "seq020" }).click();
  await expect(chips(page)).toHaveText([/seq010/, /seq030/, /exr/]);
  await expect(chips(page).filter({ hasText: "seq030" })).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(chips(page).filter({ hasText: "exr" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(chips(page).filter({ hasText: "seq010" })).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(chips(page).filter({ hasText: "seq010" })).toBeFocused();
  await page.keyboard.press("Backspace");
  await expect(facet(page, "Sequence")).toBeFocused();

  await chooseFacet(page, "Sequence", ["seq010", "seq020"]);
  await clearAll(page).press("Enter");
  await expect(chips(page)).toHaveCount(0);
  await expect(clearAll(page)).toBeFocused();
  expect(await top()).toBe(before);
});

test("a link reproduces the screen, with its rows", async ({ page, context }) => {
  await chooseFacet(page, "Sequence", ["seq010"]);
  await chooseFacet(page, "Shot", ["sh0010"]);
  await show(page);
  await expect(row(page, "sh0010_compout_v003 left")).toBeVisible();
  await expect(page).toHaveURL(/[?&]show=1/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(row(other, "sh0010_compout_v003 left")).toBeVisible();
  await expect(chips(other)).toHaveText([/seq010/, /sh0010/]);
  expect(await other.getByRole("row").count()).toBe(await page.getByRole("row").count());
});

test("the last selection of each project comes back, without what is gone", async ({ page }) => {
  await chooseFacet(page, "Sequence", ["seq020"]);
  await expect(chips(page)).toHaveText([/seq020/]);
  await chooseProject(page, "EPI", "Client");
  await chooseFacet(page, "Extension", ["exr"]);

  const kept = page.waitForRequest((request) => (request.postData() ?? "").includes('"selections"'));
  const nxp = await projectId("NXP");
  await page.getByLabel("Project").selectOption(nxp);
  await expect(page.getByRole("radio", { name: "Internal" })).toBeChecked();
  await expect(chips(page)).toHaveText([/seq020/]);
  await kept;

  // A link with a shot that is not ready says so; coming back later leaves it out.
  const link = new URL(page.url());
  link.searchParams.set("shot", "99999999-0000-4000-8000-000000000000");
  const keptLink = page.waitForResponse((response) => (response.request().postData() ?? "").includes("99999999"));
  await page.goto(link.href);
  await expect(chips(page)).toHaveText([/seq020/, /not ready now/]);
  await keptLink;

  await page.goto(demo().app);
  await expect(chips(page)).toHaveText([/seq020/]);
  await expect(page.getByLabel("Project")).toHaveValue(nxp);
  await expect(page.getByRole("radio", { name: "Internal" })).toBeChecked();
  await expect(page).toHaveURL(new RegExp(`project=${nxp}.*sequence=`));
});

test("what is chosen and typed before the page's script runs is taken over, whatever was chosen last", async ({
  page,
}) => {
  const epi = await projectId("EPI");
  await chooseFacet(page, "Sequence", ["seq020"]);
  await expect(chips(page)).toHaveText([/seq020/]);
  await expect(async () => {
    await page.goto(demo().app);
    await expect(page.getByLabel("Project")).toHaveValue(await projectId("NXP"), { timeout: 3000 });
  }).toPass();
  const { promise: wanted, resolve: runScripts } = Promise.withResolvers<void>();
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await wanted;
    await route.continue();
  });
  await page.goto(demo().app, { waitUntil: "commit" });
  await expect(page.getByLabel("Project")).not.toHaveValue("");
  await page.getByLabel("Project").selectOption(epi);
  await page.getByRole("radio", { name: "Client" }).check();
  await page.getByLabel("Comment").fill("typed early");
  runScripts();
  await expect(page).toHaveURL(new RegExp(`project=${epi}`));
  await expect(page).toHaveURL(/type=client/);
  await expect(page.getByLabel("Project")).toHaveValue(epi);
  await expect(page.getByRole("radio", { name: "Client" })).toBeChecked();
  await expect(page.getByLabel("Comment")).toHaveValue("typed early");
  await facet(page, "Extension").click();
  await expect(option(page, "Extension", /^exr/)).toBeVisible();
});

test("five thousand shots are searched and chosen like five, and asked for under a short address", async ({ page }) => {
  test.slow();
  const name = `MANY${Date.now()}`;
  await makeProject(name, 5000, 1);
  await page.reload();
  await chooseProject(page, name, "Internal");
  await facet(page, "Shot").click();
  const boxes = page.getByRole("group", { name: "Shot" }).getByRole("checkbox");
  await expect(boxes.first()).toBeVisible();
  expect(await boxes.count()).toBeLessThan(60);
  await page.getByRole("searchbox", { name: "Find in shot" }).pressSequentially("sh4321");
  await expect(boxes).toHaveCount(1);
  await page.getByRole("searchbox", { name: "Find in shot" }).fill("");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect(option(page, "Shot", /^sh4999/)).toBeFocused();
  await page.getByRole("button", { name: "Select all" }).click();
  await option(page, "Shot", /^sh4999/).uncheck();
  await page.keyboard.press("Escape");
  await expect(chips(page)).toHaveText([/4,999 chosen/]);
  await show(page);
  await expect(page.getByText("of 4,999 selected")).toBeVisible();
  expect(page.url().length).toBeLessThan(400);
  await page.reload();
  await expect(page.getByText("of 4,999 selected")).toBeVisible();
});
