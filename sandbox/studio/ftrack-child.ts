import { spawn } from "node:child_process";
import { once } from "node:events";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Seed } from "#sandbox/ftrack/load-seed";
import type { Warden } from "#sandbox/warden";
import type { StudioContent } from "./content.ts";
import type { ScaleInput } from "./scale.ts";

type FtrackContent = Pick<StudioContent, "operations" | "serverFiles">;

const readySchema = z.object({ url: z.url(), adminUrl: z.url().nullish() });

interface ChildOptions {
  /** Its content passes through files below this folder. */
  directory: string;
  /** 0 for a free one. */
  port: number;
  /** Where faults are ordered; nowhere if left out. */
  adminPort?: number;
  /** Brings the studio to so many versions. */
  scale?: ScaleInput;
  seed?: Seed;
  warden: Warden;
}

export interface FtrackChild {
  url: string;
  adminUrl: string | null;
  pid: number;
  /** Fulfilled when the process is gone, whoever ended it. */
  exited: Promise<void>;
  close(): Promise<void>;
}

/** Answers to large queries are short-lived: a large young generation spares them from being moved about. */
const nodeOptions = ["--max-semi-space-size=64"];

/**
 * The ftrack server in a process of its own, so that its work and the app's are told apart.
 * Throws an Error with what the child said if it does not start.
 */
export async function startFtrackChild(content: FtrackContent, options: ChildOptions): Promise<FtrackChild> {
  const optionsFile = await writeOptions(content, options);
  const main = fileURLToPath(new URL("../ftrack/main.ts", import.meta.url));
  const child = spawn(process.execPath, [...nodeOptions, main, optionsFile], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  options.warden.watch(child, { group: true });
  const exited = once(child, "exit").then(() => undefined);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  const lines = createInterface({ input: child.stdout });
  const [line]: unknown[] = await Promise.race([once(lines, "line"), exited.then(() => [null])]);
  if (typeof line !== "string") throw new Error(`The ftrack server of the sandbox did not start: ${complaint.trim()}`);
  const { url, adminUrl } = readySchema.parse(JSON.parse(line));
  return {
    url,
    adminUrl: adminUrl ?? null,
    pid: child.pid ?? 0,
    exited,
    async close() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

async function writeOptions({ operations, serverFiles }: FtrackContent, options: ChildOptions): Promise<string> {
  const { directory, port, adminPort, scale, seed } = options;
  const folder = join(directory, "files");
  await fs.mkdir(folder, { recursive: true });
  const files = await Promise.all(
    [...serverFiles].map(async ([id, { contentType, bytes }]) => {
      const path = join(folder, id);
      await fs.writeFile(path, bytes);
      return [id, { contentType, path }] as const;
    }),
  );
  const operationsFile = join(directory, "operations.json");
  await fs.writeFile(operationsFile, JSON.stringify(operations));
  const optionsFile = join(directory, "options.json");
  const generator = scale && { module: new URL("./scale.ts", import.meta.url).href, input: scale };
  const told = { port, adminPort, generator, seed, operationsFile, files: Object.fromEntries(files) };
  await fs.writeFile(optionsFile, JSON.stringify(told));
  return optionsFile;
}
