import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { componentIdSchema, projectIdSchema } from "#lib/domain/ids";
import { createTestContainer, type TestContainer } from "#lib/server/test-container";
import { quickPace, startWorkerProcess } from "#lib/server/test-workers";
import { previewUpload } from "#lib/services/preview-upload";
import { submitUpload } from "#lib/services/submit-upload";
import { cast } from "#sandbox/studio/cast";
import { type Studio, startStudio } from "#sandbox/studio/start";
import { projectId } from "#sandbox/studio/tree";
import type { WorkersAnswer, WorkersTask } from "./engine-messages.ts";

/** One worker process against two, each with few calls at a time on storage that is far away: how long the same uploads take. */

const uploads = 20;
const framesEach = 2000;
const callsAtOnce = 8;

type Ready = Studio["content"]["deliverables"];

/** Sequences of different versions, each with as many frames on disk as asked for. */
function longSequences({ content }: Studio): Ready {
  const healthy = content.deliverables.filter(
    (one) => one.project === "NXP" && one.eligibleFor !== null && one.damage.length === 0 && /%0/.test(one.path),
  );
  const ready = [...Map.groupBy(healthy, ({ versionId }) => versionId).values()].flatMap(([first]) => first ?? []);
  for (const { path } of ready) {
    const [start = "", pattern = ""] = basename(path).split(/(?=%)/);
    const [digits = "0", extension = ""] = [/%0(\d)d/.exec(pattern)?.[1] ?? "4", pattern.replace(/^%0\dd/, "")];
    const names = readdirSync(dirname(path)).filter((name) => name.startsWith(start));
    const [source = ""] = names;
    for (let frame = 5001; names.length + frame - 5001 < framesEach; frame++) {
      const name = `${start}${String(frame).padStart(Number(digits), "0")}${extension}`;
      copyFileSync(join(dirname(path), source), join(dirname(path), name));
    }
  }
  return ready;
}

async function submitAll(program: TestContainer, ready: Ready, ftpFolder: string, round: string): Promise<number> {
  const artist = await program.contextOf(cast.artist);
  let links = 0;
  for (const [at, { componentId, eligibleFor: uploadType }] of ready.slice(0, uploads).entries()) {
    if (uploadType === null) continue;
    const request = {
      project: projectIdSchema.parse(projectId("NXP")),
      uploadType,
      components: [componentIdSchema.parse(componentId)],
      destination: `${ftpFolder}/${uploadType}/${round}-${at}`,
      comment: "",
      consents: { replace: false, warnings: true },
    };
    const { plan } = await previewUpload(artist, request);
    links += plan.totals.links;
    await submitUpload(artist, { ...request, digest: plan.digest });
  }
  return links;
}

async function unfinished({ store }: TestContainer): Promise<number> {
  return (await store.uploads.list({ state: "running" }, { offset: 0, limit: 1 })).total;
}

async function measure({ directory, delayed, rounds }: WorkersTask): Promise<WorkersAnswer> {
  const studio = await startStudio({ directory: join(directory, "studio"), ftrack: "child" });
  const settings = readFileSync(studio.configuration, "utf8");
  writeFileSync(studio.configuration, settings.replace(/^storage:$/m, `storage:\n  callsAtOnce: ${callsAtOnce}`));
  const program = await createTestContainer(studio.environment);
  const cache = mkdtempSync(join(directory, "cache-"));
  const times: WorkersAnswer = { links: 0, one: [], two: [] };
  try {
    const ready = longSequences(studio);
    const ftpFolder = studio.content.ftpFolders.NXP;
    for (let round = 0; round < rounds; round++) {
      for (const count of round % 2 === 0 ? [1, 2] : [2, 1]) {
        times.links = await submitAll(program, ready, ftpFolder, `${round}-${count}`);
        const starting = Array.from({ length: count }, () =>
          startWorkerProcess(program.environment, cache, quickPace, delayed),
        );
        const workers = await Promise.all(starting);
        const began = performance.now();
        for (const worker of workers) worker.begin();
        while ((await unfinished(program)) > 0) await wait(100);
        times[count === 1 ? "one" : "two"].push(performance.now() - began);
        await Promise.all(workers.map((worker) => worker.kill()));
      }
    }
    return times;
  } finally {
    await program.stop();
    await studio.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

process.on("message", async (task: WorkersTask) => {
  try {
    process.send?.(await measure(task));
    process.disconnect();
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
