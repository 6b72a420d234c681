import { join, relative } from "node:path";
import { createStorageFiles } from "#lib/adapters/files/storage-files";
import type { UploadLink } from "#lib/domain/upload";
import { eachAtOnce } from "#lib/services/each-at-once";
import { foldersAtOnce } from "#lib/services/link-limits";
import type { FolderJob } from "#lib/services/ports/files";
import type { EngineAnswer, EngineTask } from "./engine-messages.ts";
import { watchMemory } from "./memory.ts";
import { planTask } from "./plan-task.ts";

/** The program's engine as a process of its own, told over a pipe what to do: it links and plans as the worker and the web server do. */

const files = createStorageFiles({
  main: join(process.cwd(), "lib/adapters/files/storage-main.ts"),
  environment: process.env,
  silenceMs: () => 60_000,
  callsAtOnce: 128,
  volumes: () => [process.argv[2] ?? "/"],
});

interface LinkSet {
  sequence: string;
  links: readonly Omit<UploadLink, "text">[];
}

let sources: Promise<LinkSet[]> | undefined;

/** What planning would have found of the sources, read once. */
async function readSources({ renders, project, sequences }: Extract<EngineTask, { task: "link" }>): Promise<LinkSet[]> {
  const requests = sequences.map((sequence) => ({
    path: join(renders, sequence, `${sequence}.%04d.exr`),
    roots: [project],
  }));
  const facts = await files.sources(requests);
  return facts.map((found, at) => {
    if (found.state !== "found") throw new Error(`${found.path} is ${found.state}.`);
    const sequence = sequences[at] ?? "";
    const links = found.files.map(({ name, size, mtimeNs }) => {
      const source = join(renders, sequence, name);
      return { name, source, verdict: "new" as const, replaces: null, size, mtimeNs };
    });
    return { sequence, links };
  });
}

async function linkTask(task: Extract<EngineTask, { task: "link" }>): Promise<EngineAnswer> {
  sources ??= readSources(task);
  const jobs = (await sources).map(({ sequence, links }): FolderJob => {
    const folder = join(task.destination, sequence);
    const way = relative(folder, join(task.renders, sequence));
    return {
      jobId: `bench-${sequence}`,
      folder,
      ftpFolder: task.ftpFolder,
      roots: [task.project],
      staging: ".compout-staging",
      folderMode: "2775",
      links: links.map((link) => ({ ...link, text: `${way}/${link.name}` })),
    };
  });
  const memory = watchMemory();
  const began = performance.now();
  await eachAtOnce(jobs, foldersAtOnce, async (job) => {
    const result = await files.linkFolder(job, { mayCommit: async () => undefined });
    if (result.outcome !== "linked" || result.made !== job.links.length) throw new Error(JSON.stringify(result));
  });
  return { milliseconds: performance.now() - began, peakMiB: memory.peakMiB() };
}

process.on("message", async (task: EngineTask) => {
  try {
    process.send?.(task.task === "link" ? await linkTask(task) : await planTask(files, task));
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
process.on("disconnect", () => process.exit(0));
