import type { Page } from "@playwright/test";
import { callFtrack, demo, queryFtrack } from "../../e2e/studio.ts";
import { median } from "../links/figures.ts";
import { facetsAreThere, rowsAreThere, watched } from "./in-page.ts";

const frames = 400;

interface WithIds {
  id: string;
  task: { id: string };
}

/** Makes further versions of the project eligible for an internal upload, so that the table holds 10,000 rows. */
export async function makeEligible(project: string, versions: number): Promise<void> {
  const statusId = async (name: string) => {
    const [status] = await queryFtrack<{ id: string }>(`select id from Status where name is "${name}"`);
    return status?.id;
  };
  const [ready, pending] = [await statusId("Ready to review"), await statusId("Pending Internal review")];
  const found = await queryFtrack<WithIds>(
    `select id, task.id from AssetVersion where asset.parent.project_id is ${project} and task.status.name is "In progress" order by id limit ${versions}`,
  );
  const updates = found.flatMap(({ id, task }) => [
    { action: "update", entity_type: "AssetVersion", entity_key: [id], entity_data: { status_id: ready } },
    { action: "update", entity_type: "Task", entity_key: [task.id], entity_data: { status_id: pending } },
  ]);
  for (let at = 0; at < updates.length; at += 200) await callFtrack(updates.slice(at, at + 200));
}

export interface Scrolling {
  rows: number;
  framesPerSecond: number;
  p95Ms: number;
  /** Milliseconds of each frame that went into script, style, layout, and all of the page's thread. */
  scriptMs: number;
  styleMs: number;
  layoutMs: number;
  threadMs: number;
}

/** Scrolls what holds the given element, or the page, by 100 px a frame. */
async function scrolled(page: Page, inside: string): Promise<Scrolling> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return new Map(metrics.map(({ name, value }) => [name, value * 1000]));
  };
  const before = await spent();
  const deltas = await page.evaluate(
    ([selector, count]) =>
      new Promise<number[]>((resolve, reject) => {
        let box = document.querySelector(String(selector));
        while (box && (box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === "visible")) {
          box = box.parentElement;
        }
        if (!box) return reject(new Error("Nothing scrolls."));
        const scroller = box;
        const found: number[] = [];
        let last: number | null = null;
        let step = 100;
        const frame = (now: number) => {
          if (last !== null) found.push(now - last);
          last = now;
          if (found.length >= Number(count)) return resolve(found);
          if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) step = -100;
          scroller.scrollTop += step;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [inside, frames],
  );
  const after = await spent();
  await session.detach();
  const perFrame = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / frames;
  const sorted = [...deltas].sort((one, other) => one - other);
  return {
    rows: 0,
    framesPerSecond: 1000 / median(deltas),
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    scriptMs: perFrame("ScriptDuration"),
    styleMs: perFrame("RecalcStyleDuration"),
    layoutMs: perFrame("LayoutDuration"),
    threadMs: perFrame("TaskDuration"),
  };
}

const tableSelector = 'table[aria-label="Versions that can be uploaded"]';

/** The desk's table with all rows of the project, and beside it a bare page of the same height: what the machine can. */
export async function scrollings(page: Page, project: string): Promise<{ table: Scrolling; bare: Scrolling }> {
  await page.goto(`${demo().app}/?project=${project}&type=internal`);
  await page.waitForFunction(facetsAreThere);
  const watch = watched(page, rowsAreThere);
  await watch.after("click");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await watch.milliseconds();
  const rows = Number(await page.locator(tableSelector).getAttribute("aria-rowcount")) - 1;
  const table = { ...(await scrolled(page, `${tableSelector} tbody`)), rows };
  const bare = await page.context().newPage();
  await bare.setContent(
    `<div id="box" style="height:600px;overflow:auto"><div id="inside" style="height:360000px;background:linear-gradient(#fff,#888)"></div></div>`,
  );
  const bareTimes = await scrolled(bare, "#inside");
  await bare.close();
  return { table, bare: bareTimes };
}

/** The list of the facet whose search has the focus. */
const listText = `document.activeElement?.closest("[popover]")?.querySelector("fieldset")?.textContent`;

/** Milliseconds from each key in the Shot facet's search to the painted frame in which the list has changed: each key has to change it. */
export async function typingTimes(page: Page, text: string): Promise<number[]> {
  await page.getByRole("button", { name: /^Shot ./ }).click();
  const search = page.getByRole("searchbox", { name: /shot/i });
  await search.focus();
  const times: number[] = [];
  for (const key of [...text, ...[...text].map(() => "Backspace")]) {
    await page.evaluate(`window.benchListText = ${listText}; undefined`);
    const watch = watched(page, `window.benchListText !== ${listText}`);
    await watch.after("keydown");
    await search.press(key);
    times.push(await watch.milliseconds());
  }
  await page.keyboard.press("Escape");
  return times;
}
