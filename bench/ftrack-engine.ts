import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Api } from "#sandbox/ftrack/api";
import { baseOperations } from "#sandbox/ftrack/base";
import { CallLog } from "#sandbox/ftrack/call-log";
import { schema } from "#sandbox/ftrack/schema/schema";
import { automaticStorage } from "#sandbox/ftrack/server-information";
import { Store } from "#sandbox/ftrack/store/store";
import { warmUp } from "#sandbox/ftrack/warm-up";
import { studioContent } from "#sandbox/studio/content";
import { startFtrackChild } from "#sandbox/studio/ftrack-child";
import { apiUser } from "#sandbox/studio/people";
import { operations as largeShow } from "#sandbox/studio/scale";
import { startWarden } from "#sandbox/warden";

/** How fast the sandbox's ftrack answers, and what a large studio costs it: `npm run bench -- ftrack-engine [VERSIONS]`. */

const versions = Number(process.argv[2] ?? 100_000);
const rounds = 25;

const eligible = `where asset.parent.project.name is "LTH"
  and status.name is "Ready to review" and task.status.name is "Pending Internal review"`;

/** The task of the measurement: everything that a delivery tool shows of each eligible version. */
const questions = {
  eligible: `select version, task.name, task.type.name, task.status.name, status.name, asset.name, asset.parent.name,
    asset.parent.parent.name, asset.parent.parent.parent.name, components.name, components.file_type,
    components.component_locations.resource_identifier, components.component_locations.location.name
    from AssetVersion ${eligible}`,
  page: `select version, status.name, status.color, task.name, task.type.name, task.status.name, asset.name, asset.parent.name,
    asset.parent.link, asset.ancestors.name, components.name, components.file_type, components.system_type
    from AssetVersion ${eligible} order by id limit 500 offset 2500`,
  counted: `select count(id), status_id from AssetVersion group by status_id`,
  byPart: `select id from AssetVersion where asset.name like "%comp%" and comment is "New plate" limit 1000`,
} as const;
const names = ["eligible", "page", "counted", "byPart"] as const satisfies readonly (keyof typeof questions)[];

interface Timing {
  question: string;
  through: "engine" | "http";
  rows: number;
  mebibytes: number;
  firstMs: number;
  medianMs: number;
  p95Ms: number;
  /** CPU time of one warm answer, in this process alone: stays true on a busy machine. */
  cpuMs: number | null;
}

const milliseconds = (value: number) => Math.round(value * 10) / 10;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function timed(
  question: keyof typeof questions,
  through: Timing["through"],
  ask: (expression: string) => string | Promise<string>,
): Promise<Timing> {
  const once = async () => {
    const start = performance.now();
    const answer = await ask(questions[question]);
    return { answer, took: performance.now() - start };
  };
  const first = await once();
  const cpu = process.cpuUsage();
  const warm: number[] = [];
  for (let round = 0; round < rounds; round += 1) warm.push((await once()).took);
  const used = process.cpuUsage(cpu);
  warm.sort((a, b) => a - b);
  const [{ data }] = JSON.parse(first.answer);
  return {
    question,
    through,
    rows: data.length,
    mebibytes: milliseconds(first.answer.length / 2 ** 20),
    firstMs: milliseconds(first.took),
    medianMs: milliseconds(quantile(warm, 0.5)),
    p95Ms: milliseconds(quantile(warm, 0.95)),
    cpuMs: through === "engine" ? milliseconds((used.user + used.system) / 1000 / rounds) : null,
  };
}

/** The engine in this process, asked without HTTP. */
async function measureEngine(storageRoot: string): Promise<{ loadSeconds: number; timings: Timing[] }> {
  const { operations } = studioContent({ storageRoot });
  const api = new Api(new Store(schema), new CallLog(), automaticStorage);
  api.load(baseOperations);
  api.load(operations);
  const start = performance.now();
  api.load(largeShow({ versions, projectsFolder: `${storageRoot}/prj` }));
  const loadSeconds = (performance.now() - start) / 1000;
  warmUp(api.store);
  const request = { credentials: apiUser, serverUrl: "http://bench.test", strict: true, denormalized: false };
  const timings: Timing[] = [];
  for (const name of names) {
    timings.push(
      await timed(name, "engine", (expression) =>
        api.answer({ ...request, operations: [{ action: "query", expression }] }),
      ),
    );
  }
  return { loadSeconds, timings };
}

/** The server in a process of its own, as the demo runs it. */
async function measureServer(folder: string) {
  const warden = startWarden();
  try {
    const storageRoot = join(folder, "storage");
    const content = studioContent({ storageRoot });
    const start = async (name: string, scale: { versions: number; projectsFolder: string } | undefined) => {
      const before = performance.now();
      const child = await startFtrackChild(content, {
        directory: join(folder, name),
        port: 0,
        ...(scale !== undefined && { scale }),
        warden,
      });
      return { child, seconds: (performance.now() - before) / 1000 };
    };
    const small = await start("small", undefined);
    await small.child.close();
    const { child, seconds } = await start("large", { versions, projectsFolder: `${storageRoot}/prj` });
    const headers = { "ftrack-user": apiUser.username, "ftrack-api-key": apiUser.apiKey };
    const ask = async (expression: string) => {
      const body = JSON.stringify([{ action: "query", expression }]);
      return (await fetch(`${child.url}/api`, { method: "POST", headers, body })).text();
    };
    // The client's own first request takes its time; the server's is what counts.
    await ask("select name from Project");
    const timings: Timing[] = [];
    for (const name of names) timings.push(await timed(name, "http", ask));
    const peakMiB = peakOf(child.pid);
    await child.close();
    return { startSeconds: seconds - small.seconds, peakMiB, timings };
  } finally {
    await warden.end();
  }
}

/** The most memory that a process has had so far, in MiB; null where the system does not tell. */
function peakOf(pid: number): number | null {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kibibytes === undefined ? null : Math.round(Number(kibibytes) / 1024);
  } catch {
    return null;
  }
}

const folder = mkdtempSync(join(tmpdir(), "compout-bench-"));
try {
  const server = await measureServer(folder);
  const engine = await measureEngine(join(folder, "storage"));
  console.table([...engine.timings, ...server.timings]);
  const [main] = engine.timings;
  const [overHttp] = server.timings;
  console.log(
    JSON.stringify({
      versions,
      rows: main?.rows,
      engineFirstMs: main?.firstMs,
      engineMedianMs: main?.medianMs,
      engineP95Ms: main?.p95Ms,
      engineCpuMs: main?.cpuMs,
      httpFirstMs: overHttp?.firstMs,
      httpMedianMs: overHttp?.medianMs,
      httpP95Ms: overHttp?.p95Ms,
      loadSeconds: milliseconds(engine.loadSeconds),
      addedToStartSeconds: milliseconds(server.startSeconds),
      peakMiB: server.peakMiB,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
