import { mkdir } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { engineCompetitor, names, otherCompetitors, race, type Times } from "./links/competitors.ts";
import { compiled } from "./links/compiled.ts";
import { assertDelayed, delayedEnvironment } from "./links/delayed.ts";
import { startEngine } from "./links/engine.ts";
import { median, rounded, rowsOf, speedOver } from "./links/figures.ts";
import { makeRoot, makeScene, memoryFolder, removeAll, type Scene } from "./links/scene.ts";
import { tableOf } from "./links/section.ts";
import { measureWorkers } from "./links/workers.ts";

/** How fast links are made and planned: `npm run bench -- links`. README.md beside this file says what is measured. */

/** On delayed storage it takes minutes for what the others do in seconds. */
const tooSlow = [names.rsync];
const rounds = Number(process.env.COMPOUT_BENCH_ROUNDS ?? 5);
/** Microseconds that each call on metadata waits. */
const delayUs = Number(process.env.COMPOUT_BENCH_DELAY_US ?? 500);
const sizes = {
  local: { sequences: 100, frames: 500 },
  delayed: { sequences: 100, frames: 100 },
  oneFolder: { sequences: 1, frames: 1000 },
  planned: { sequences: 1000, frames: 100 },
} as const;

async function raced(
  scene: Scene,
  limit: string | null,
  environment: NodeJS.ProcessEnv,
  without: readonly string[] = [],
): Promise<Times> {
  const engine = startEngine(scene.project, environment);
  const others = otherCompetitors(limit, environment).filter(({ name }) => !without.includes(name));
  try {
    return await race(scene, [engineCompetitor(engine), ...others], rounds);
  } finally {
    await engine.close();
  }
}

async function measureDelayed(root: string, limit: string | null): Promise<{ folders: Times; one: Times } | null> {
  const far = join(root, "far");
  await mkdir(far);
  const environment = delayedEnvironment(root, far, delayUs);
  if (environment === null) return null;
  assertDelayed(environment, far, delayUs);
  const folders = await raced(await makeScene(far, "folders", sizes.delayed), limit, environment, tooSlow);
  const one = await raced(await makeScene(far, "one", sizes.oneFolder), limit, environment, tooSlow);
  return { folders, one };
}

async function measurePlanning(root: string): Promise<{ seconds: number; mebibytes: number | null }> {
  const scene = await makeScene(root, "planned", sizes.planned);
  const answers = [];
  for (let round = 0; round < rounds; round++) {
    const engine = startEngine(scene.project, process.env);
    try {
      // A server that has planned before, if little: what it loads and compiles the first time is no part of planning.
      await engine.plan({ ...scene, sequences: scene.sequences.slice(0, 10) });
      answers.push(await engine.plan(scene));
    } finally {
      await engine.close();
    }
  }
  const peaks = answers.flatMap(({ peakMiB }) => peakMiB ?? []);
  return {
    seconds: rounded(median(answers.map(({ milliseconds }) => milliseconds)) / 1000),
    mebibytes: peaks.length === 0 ? null : Math.round(median(peaks)),
  };
}

function show(title: string, times: Times, { sequences, frames }: { sequences: number; frames: number }): string {
  const rows = rowsOf(times, sequences * frames);
  console.log(`\n${title}`);
  console.table(rows);
  return `${title}\n\n${tableOf(rows)}`;
}

/** All of them, or those that are named: `npm run bench -- links local planning`. */
const parts = ["local", "delayed", "planning", "workers"] as const;
const wanted = parts.filter((part) => process.argv.length < 3 || process.argv.includes(part));

const root = await makeRoot(tmpdir());
const quick = await makeRoot(memoryFolder);
const [load = 0] = loadavg();
try {
  const limit = compiled("limit", root);
  const tables: string[] = [];
  const figures: Record<string, number | null> = {};
  if (wanted.includes("local")) {
    const times = await raced(await makeScene(root, "local", sizes.local), limit, process.env);
    tables.push(show("50,000 links in 100 folders, local disk", times, sizes.local));
    Object.assign(figures, { vsCpRs: speedOver(times, names.cp), vsLimit: speedOver(times, names.limit) });
  }
  if (wanted.includes("delayed")) {
    const times = await measureDelayed(quick, limit);
    if (times !== null) {
      tables.push(
        show(`10,000 links in 100 folders, ${delayUs} µs for each call on metadata`, times.folders, sizes.delayed),
        show(`1,000 links in one folder, ${delayUs} µs for each call on metadata`, times.one, sizes.oneFolder),
      );
    }
    Object.assign(figures, {
      delayedVsPython: times && speedOver(times.folders, names.python),
      delayedOneFolder: times && speedOver(times.one, names.python),
    });
  }
  if (wanted.includes("planning")) {
    const { seconds, mebibytes } = await measurePlanning(root);
    Object.assign(figures, { planSeconds: seconds, planMiB: mebibytes });
  }
  if (wanted.includes("workers")) {
    const times = await measureWorkers(quick, delayUs, rounds);
    if (times !== null) {
      const [one, two] = [median(times.one), median(times.two)];
      console.log(
        `\n20 uploads, ${times.links} links, ${delayUs} µs for each call on metadata, 8 calls at a time for each worker`,
      );
      console.table([
        { workers: 1, "median ms": Math.round(one), "fastest ms": Math.round(Math.min(...times.one)) },
        { workers: 2, "median ms": Math.round(two), "fastest ms": Math.round(Math.min(...times.two)) },
      ]);
    }
    Object.assign(figures, { workers2: times && rounded(median(times.one) / median(times.two)) });
  }
  console.log(`${availableParallelism()} cores, load ${load.toFixed(1)} at the beginning`);
  console.log(JSON.stringify(figures));
} finally {
  await removeAll(root);
  await removeAll(quick);
}
