import type { Browser, Page } from "@playwright/test";
import { demo, memberOf } from "../../e2e/studio.ts";

/** A page of a browser profile of its own, with patience for a machine that does much else. */
export async function strangersPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  context.setDefaultTimeout(120_000);
  return context.newPage();
}

/** The same, with somebody of that directory group signed in. */
export async function pageOf(browser: Browser, group: string): Promise<Page> {
  const page = await strangersPage(browser);
  const { username, password } = memberOf(group);
  await page.goto(`${demo().app}/login`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Show", exact: true }).waitFor();
  return page;
}
