import { availableParallelism, loadavg } from "node:os";
import { chromium } from "@playwright/test";
import { browserArguments, findBrowser } from "../e2e/browser.ts";
import { startDemo } from "../e2e/start-demo.ts";
import { demo, queryFtrack } from "../e2e/studio.ts";
import { answerRow, facetAnswers, ownShare, showAnswers } from "./browse/answers.ts";
import { callsOfShow } from "./browse/calls.ts";
import { makeEligible, type Scrolling, scrollings, typingTimes } from "./browse/frames.ts";
import { pageOf, strangersPage } from "./browse/person.ts";
import { kibibytes, scriptsOf, withEmptyApp } from "./browse/scripts.ts";
import { median, rounded } from "./links/figures.ts";
import { tableOf } from "./links/section.ts";

/** How fast browsing is, and how much script it needs: `npm run bench -- browse`. README.md beside this file says what is measured. */

const versions = 100_000;
const rounds = Number(process.env.COMPOUT_BENCH_ROUNDS ?? 5);
/** So many more become eligible for the table of 10,000 rows. */
const moreVersions = 2_500;

function show(title: string, rows: readonly Readonly<Record<string, string | number>>[]): void {
  console.log(`\n${title}\n\n${tableOf(rows)}`);
}

function scrollRow(what: string, times: Scrolling) {
  return {
    what,
    rows: times.rows,
    "frames/s": Math.round(times.framesPerSecond),
    "p95 ms": rounded(times.p95Ms),
    "script ms": rounded(times.scriptMs),
    "style ms": rounded(times.styleMs),
    "layout ms": rounded(times.layoutMs),
    "thread ms": rounded(times.threadMs),
  };
}

/** All of them, or those that are named: `npm run bench -- browse scripts`. */
const parts = ["answers", "calls", "frames", "scripts"] as const;
const wanted = parts.filter((part) => process.argv.length < 3 || process.argv.includes(part));

const endDemo = await startDemo(["--versions", String(versions)]);
const browser = await chromium.launch({
  executablePath: process.env.COMPOUT_BROWSER ?? findBrowser(),
  args: browserArguments,
});
const load = () => (loadavg()[0] ?? 0).toFixed(1);
const loadBefore = load();
try {
  const figures: Record<string, number | null> = {};
  const [large] = await queryFtrack<{ id: string }>('select id from Project where name is "LTH"');
  if (!large) throw new Error(`The demo has no large show: start it with --versions ${versions}.`);
  const artist = await pageOf(browser, "artists");

  if (wanted.includes("answers")) {
    const { request } = (await pageOf(browser, "pipeline")).context();
    const facets = await facetAnswers(artist, request, large.id, rounds);
    const shown = await showAnswers(artist, request, large.id, rounds);
    show(`${versions} versions: medians of ${rounds} rounds`, [
      answerRow("project and type → facets", facets),
      answerRow("Show → rows", shown),
    ]);
    Object.assign(figures, { ownShareFacets: rounded(ownShare(facets)), ownShareShow: rounded(ownShare(shown)) });
  }
  if (wanted.includes("calls")) {
    const callsFewShots = await callsOfShow(artist, 6);
    const callsManyShots = await callsOfShow(artist, 600);
    show("Calls of ftrack for Show, 600 versions", [
      { shots: 6, calls: callsFewShots },
      { shots: 600, calls: callsManyShots },
    ]);
    Object.assign(figures, { callsFewShots, callsManyShots });
  }
  if (wanted.includes("frames")) {
    await makeEligible(large.id, moreVersions);
    const { table, bare } = await scrollings(artist, large.id);
    const typing = await typingTimes(artist, "120");
    show("Scrolling 100 px a frame", [scrollRow("the table", table), scrollRow("a bare page", bare)]);
    show("A key in the Shot facet's search → the list painted", [
      { "median ms": Math.round(median(typing)), "worst ms": Math.round(Math.max(...typing)) },
    ]);
    Object.assign(figures, {
      fps: rounded(table.framesPerSecond),
      frameP95: rounded(table.p95Ms),
      typingMs: rounded(median(typing)),
    });
  }
  if (wanted.includes("scripts")) {
    const empty = await withEmptyApp(async (url) => kibibytes(await scriptsOf(await strangersPage(browser), url)));
    const signInPage = kibibytes(await scriptsOf(await strangersPage(browser), `${demo().app}/login`));
    const fresh = await artist.context().newPage();
    const desk = kibibytes(await scriptsOf(fresh, `${demo().app}/`));
    show("Script before anybody touches the page, gzipped", [
      { page: "an empty Next page", KiB: rounded(empty), above: 0 },
      { page: "sign-in", KiB: rounded(signInPage), above: rounded(signInPage - empty) },
      { page: "desk", KiB: rounded(desk), above: rounded(desk - empty) },
    ]);
    Object.assign(figures, { deskOverKiB: rounded(desk - empty), signInOverKiB: rounded(signInPage - empty) });
  }
  console.log(`\n${availableParallelism()} cores, load ${loadBefore} at the beginning, ${load()} at the end`);
  console.log(JSON.stringify(figures));
} finally {
  await browser.close();
  await endDemo();
}
