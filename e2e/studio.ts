import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

/** `.compout/demo.json`: what the running demo says of itself. */
export interface Demo {
  app: string;
  inbox: string;
  database: string;
  ftrack: { server: string; apiUser: string; apiKey: string };
  ldap: { url: string; baseDn: string; users: { username: string; password: string; name: string; email: string; groups: string[] }[] };
  smtp: string;
  storage: { root: string; deliveries: string[] };
}

export interface Message {
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

/** The first enabled account of the cast in that directory group. */
export function memberOf(group: string) {
  const user = demo().ldap.users.find((candidate) => candidate.groups.includes(group));
  if (!user) throw new Error(`The demo has nobody in ${group}.`);
  return user;
}

export async function signIn(page: Page, group: string) {
  const user = memberOf(group);
  await page.goto(`${demo().app}/login`);
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Show", exact: true })).toBeVisible();
  return user;
}

/** Sends operations to ftrack as another client of it would. */
export async function callFtrack(operations: readonly object[]): Promise<any[]> {
  const { server, apiUser, apiKey } = demo().ftrack;
  const response = await fetch(`${server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser, "ftrack-api-key": apiKey },
    body: JSON.stringify(operations),
  });
  const answer = await response.json();
  if (!Array.isArray(answer)) throw new Error(`ftrack answered ${JSON.stringify(answer)}`);
  return answer;
}

export async function queryFtrack(expression: string): Promise<any[]> {
  const [answer] = await callFtrack([{ action: "query", expression }]);
  return answer.data;
}

export async function inbox(): Promise<Message[]> {
  return (await fetch(`${demo().inbox}/api/messages`)).json();
}
