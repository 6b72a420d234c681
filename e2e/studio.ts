import { readFileSync } from "node:fs";
import { type APIRequestContext, type Cookie, expect, type Locator, type Page } from "@playwright/test";

/** `demo.json`: what the running demo says of itself. */
interface Demo {
  app: string;
  inbox: string;
  database: string;
  ftrack: { server: string; apiUser: string; apiKey: string };
  /** Where faults of ftrack are ordered; a demo that was started by hand may have none. */
  ftrackAdmin?: string;
  ldap: {
    url: string;
    baseDn: string;
    users: { username: string; password: string; name: string; email: string; groups: string[] }[];
  };
  smtp: string;
  storage: { root: string; deliveries: string[] };
}

interface Message {
  id: string;
  from: string;
  to: string[];
  replyTo: string;
  subject: string;
  date: string;
  text: string;
  html: string;
}

export function demo(): Demo {
  const path = process.env.COMPOUT_DEMO;
  if (!path) throw new Error("COMPOUT_DEMO is not set: the browser tests start the demo themselves, run `npm test`.");
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The 00_ftp folder of a project. */
export function ftpFolder(project: string): string {
  const folder = demo().storage.deliveries.find((path) => path.includes(`/${project}/`));
  if (!folder) throw new Error(`The demo has no delivery folder for ${project}.`);
  return folder;
}

/** The first account of the cast in that directory group. */
export function memberOf(group: string) {
  const user = demo().ldap.users.find((candidate) => candidate.groups.includes(group));
  if (!user) throw new Error(`The demo has nobody in ${group}.`);
  return user;
}

/** Cookies of who signed in before, by username: only the first test of a person types the password. */
const sessions = new Map<string, Cookie[]>();

export async function signIn(page: Page, group: string) {
  const user = memberOf(group);
  await page.context().addCookies(sessions.get(user.username) ?? []);
  await page.goto(demo().app);
  const form = page.getByLabel("Username");
  const desk = page.getByRole("button", { name: "Show", exact: true });
  await expect(form.or(desk)).toBeVisible();
  if (await form.isVisible()) await typeAccount(page, user);
  await expect(desk).toBeVisible();
  sessions.set(user.username, await page.context().cookies());
  return user;
}

async function typeAccount(page: Page, user: ReturnType<typeof memberOf>) {
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Waits until the page's script listens to it: a key that comes before that is lost on it, as on any page. */
export async function awake(target: Locator): Promise<Locator> {
  const heard = () => target.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));
  await expect.poll(heard).toBe(true);
  return target;
}

/** Chooses both, and lets go of what was chosen there when this person was here last. */
export async function chooseProject(page: Page, project: string, uploadType: "Internal" | "Client") {
  const option = page.getByLabel("Project").locator("option", { hasText: project });
  await page.getByLabel("Project").selectOption((await option.getAttribute("value")) ?? "");
  await page.getByRole("radio", { name: uploadType }).check();
  await expect(page.getByRole("button", { name: /^Department/ })).toBeEnabled();
  const clear = page.getByRole("button", { name: "Clear all" });
  if (await clear.isEnabled()) await clear.click();
  await expect(page.getByRole("toolbar", { name: "Chosen values" })).toBeHidden();
}

/** Opens a facet, chooses the values whose labels are given, and closes it. */
export async function chooseFacet(page: Page, facet: string, values: readonly string[]) {
  // The head of a column has the bare name; the facet's button goes on with what is chosen.
  await page.getByRole("button", { name: new RegExp(`^${facet} .`) }).click();
  const list = page.getByRole("group", { name: facet });
  for (const value of values) await list.getByRole("checkbox", { name: value }).first().check();
  await page.keyboard.press("Escape");
}

export async function show(page: Page) {
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("table", { name: "Versions that can be uploaded" })).toBeVisible();
}

/** The checkbox of a row: "sh0010_compout_v003 left". */
export function row(page: Page, label: string) {
  return page.getByRole("checkbox", { name: `Select ${label}` });
}

export function previewDialog(page: Page) {
  return page.getByRole("dialog", { name: /^Preview/ });
}

export async function preview(page: Page, destination: string) {
  await page.getByLabel("Destination path").fill(destination);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(previewDialog(page)).toBeVisible();
}

/** Presses Upload in the preview; what goes to a client is ticked first. */
export async function confirmUpload(page: Page) {
  const dialog = previewDialog(page);
  await expect(dialog.getByRole("heading", { name: "The destination, before and after" })).toBeVisible();
  const toClient = dialog.getByRole("checkbox", { name: "to the client" });
  if ((await toClient.count()) > 0) await toClient.check();
  await dialog.getByRole("button", { name: /^Upload/ }).click();
}

/** Sends operations to ftrack as another client of it would. */
export async function callFtrack<T>(operations: readonly object[]): Promise<{ data: T }[]> {
  const { server, apiUser, apiKey } = demo().ftrack;
  const response = await fetch(`${server}/api`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "ftrack-user": apiUser,
      "ftrack-api-key": apiKey,
      "ftrack-api-options": "strict:1;denormalize:1",
    },
    body: JSON.stringify(operations),
  });
  const answer = await response.json();
  if (!Array.isArray(answer)) throw new Error(`ftrack answered ${JSON.stringify(answer)}`);
  return answer;
}

export async function queryFtrack<T>(expression: string): Promise<T[]> {
  const [answer] = await callFtrack<T[]>([{ action: "query", expression }]);
  return answer?.data ?? [];
}

/** Makes ftrack answer those calls wrongly, until the returned function is called. */
export async function breakFtrack(order: {
  kind: string;
  milliseconds?: number;
  match?: Record<string, string>;
}): Promise<() => Promise<void>> {
  const { ftrackAdmin } = demo();
  if (!ftrackAdmin) throw new Error("The demo has no door for faults: start it with FTRACK_ADMIN_PORT=0.");
  const answer = await fetch(`${ftrackAdmin}/faults`, { method: "POST", body: JSON.stringify(order) });
  const { id } = await answer.json();
  return async () => {
    await fetch(`${ftrackAdmin}/faults/${id}`, { method: "DELETE" });
  };
}

/** The report of an upload, or another mail about it, once it has come. */
export async function reportOf(request: APIRequestContext, uploadId: string, about = ""): Promise<Message> {
  let found: Message | undefined;
  await expect(async () => {
    const messages: Message[] = await (await request.get(`${demo().inbox}/api/messages`)).json();
    found = messages.find(({ text, subject }) => text.includes(uploadId) && subject.includes(about));
    expect(found).toBeDefined();
  }).toPass({ timeout: 30_000 });
  if (!found) throw new Error("unreachable: toPass has seen the report");
  return found;
}
