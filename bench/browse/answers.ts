import { setTimeout as sleep } from "node:timers/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { demo } from "../../e2e/studio.ts";
import { median } from "../links/figures.ts";
import { facetsAreThere, rowsAreThere, settledMs, watched } from "./in-page.ts";
import { requestSums } from "./request-figures.ts";

/** One answer to a person, in milliseconds: all of it, what of it was waiting for ftrack, and what of ours was where. */
export interface Answer {
  whole: number;
  ftrack: number;
  ownServer: number;
  /** What is left: the way between, and all that the browser does until the answer is painted. */
  ownBrowser: number;
}

/** For so long the server keeps facets; a later question asks ftrack again. */
const facetsKeptMs = 16_000;

async function measured(admin: APIRequestContext, work: string, ask: () => Promise<number>): Promise<Answer> {
  const before = await requestSums(admin, work);
  const whole = await ask();
  let after = await requestSums(admin, work);
  for (let tries = 0; after.count === before.count && tries < 50; tries += 1) {
    await sleep(50);
    after = await requestSums(admin, work);
  }
  if (after.count !== before.count + 1) {
    throw new Error(`Between two looks ${after.count - before.count} requests were about ${work}, not one.`);
  }
  const ftrack = after.ftrack - before.ftrack;
  const ownServer = after.own - before.own;
  return { whole, ftrack, ownServer, ownBrowser: whole - ftrack - ownServer };
}

/** From choosing the upload type, the project being chosen, to the facets; each round asks ftrack. */
export async function facetAnswers(page: Page, admin: APIRequestContext, project: string, rounds: number) {
  const answers: Answer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await sleep(facetsKeptMs);
    await page.goto(`${demo().app}/?project=${project}`);
    const type = page.getByRole("radio", { name: "Internal" });
    await type.waitFor();
    await page.waitForTimeout(settledMs);
    answers.push(
      await measured(admin, "browse-facets", async () => {
        const watch = watched(page, facetsAreThere);
        await watch.after("click");
        await type.check();
        return watch.milliseconds();
      }),
    );
  }
  return answers;
}

/** From Show to the painted rows, each round on a page that has shown none. */
export async function showAnswers(page: Page, admin: APIRequestContext, project: string, rounds: number) {
  const answers: Answer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await page.goto(`${demo().app}/?project=${project}&type=internal`);
    const show = page.getByRole("button", { name: "Show", exact: true });
    await page.waitForFunction(facetsAreThere);
    await page.waitForTimeout(settledMs);
    answers.push(
      await measured(admin, "show-versions", async () => {
        const watch = watched(page, rowsAreThere);
        await watch.after("click");
        await show.click();
        return watch.milliseconds();
      }),
    );
  }
  return answers;
}

/** Our own time over ftrack's, the median over rounds. */
export function ownShare(answers: readonly Answer[]): number {
  return median(answers.map(({ ftrack, ownServer, ownBrowser }) => (ownServer + ownBrowser) / ftrack));
}

export function answerRow(what: string, answers: readonly Answer[]) {
  const of = (pick: (answer: Answer) => number) => Math.round(median(answers.map(pick)));
  return {
    what,
    "whole ms": of(({ whole }) => whole),
    "ftrack ms": of(({ ftrack }) => ftrack),
    "own, server ms": of(({ ownServer }) => ownServer),
    "own, browser ms": of(({ ownBrowser }) => ownBrowser),
    "own / ftrack": ownShare(answers).toFixed(2),
  };
}
