import { copyFileSync, mkdirSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";
import { browserArguments, findBrowser } from "./browser.ts";
import { chooseProject, confirmUpload, demo, ftpFolder, preview, previewDialog, row, signIn } from "./studio.ts";

/** `npm run screenshots`: pictures of the running demo in the sizes and schemes that people have; the README's go to docs/. */
process.env.COMPOUT_DEMO ??= ".compout/demo.json";
const folder = ".compout/screenshots";
const shownInReadme = ["desk-dark-1440", "preview-client-dark-1440", "upload-light-1440"];
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

async function takeAll(browser: Browser, colorScheme: "dark" | "light", viewport: (typeof sizes)[number]) {
  const context = await browser.newContext({ viewport, colorScheme, locale: "en-GB", timezoneId: "UTC" });
  const page = await context.newPage();
  const take = (name: string) => page.screenshot({ path: `${folder}/${name}-${colorScheme}-${viewport.width}.png` });
  await page.goto(`${demo().app}/login`);
  await take("sign-in");
  await signIn(page, "supervisors");
  await chooseProject(page, "NXP", "Internal");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  for (const label of ["harbour_turntable_v001 beauty", "harbour_turntable_v001 main", "kestrel_texture_v003 main"]) {
    await row(page, label).check();
  }
  await take("desk");
  await preview(page, `${ftpFolder("NXP")}/dailies_${colorScheme}_${viewport.width}_${Date.now()}`);
  await previewDialog(page).getByRole("listitem").first().waitFor();
  await take("preview");
  const consent = previewDialog(page).getByRole("checkbox").first();
  if ((await consent.count()) > 0) await consent.check();
  await confirmUpload(page);
  await page.waitForURL(/\/uploads\//);
  await page.getByRole("main").getByText("Done", { exact: true }).first().waitFor();
  await take("upload");
  await page.goto(demo().app);
  await chooseProject(page, "NXP", "Client");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByRole("checkbox", { name: "Select all versions" }).check();
  await take("desk-client");
  await preview(page, `${ftpFolder("NXP")}/client`);
  await previewDialog(page).getByRole("listitem").first().waitFor();
  await take("preview-client");
  for (const name of ["uploads", "audit", "status"]) {
    await page.goto(`${demo().app}/${name}`, { waitUntil: "load" });
    await take(name);
  }
  await context.close();
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
for (const colorScheme of ["dark", "light"] as const) {
  for (const viewport of sizes) await takeAll(browser, colorScheme, viewport);
}
await browser.close();
for (const name of shownInReadme) copyFileSync(`${folder}/${name}.png`, `docs/${name}.png`);
