import { spawn } from "node:child_process";
import { once } from "node:events";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Warden } from "#sandbox/warden";
import type { StudioContent } from "./content.ts";

const readySchema = z.object({ url: z.url() });

/**
 * The ftrack server in a process of its own, so that its work and the app's are told apart. Its content passes through
 * files below `directory`. Throws an Error with what the child said if it does not start.
 */
export async function startFtrackChild(
  { operations, serverFiles }: Pick<StudioContent, "operations" | "serverFiles">,
  { directory, port, warden }: { directory: string; port: number; warden: Warden },
): Promise<{ url: string; close(): Promise<void> }> {
  const optionsFile = await writeContent({ operations, serverFiles }, directory, port);
  const main = fileURLToPath(new URL("../ftrack/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, optionsFile], { detached: true, stdio: ["pipe", "pipe", "pipe"] });
  warden.watch(child, { group: true });
  const exited = once(child, "exit");
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  const lines = createInterface({ input: child.stdout });
  const [line]: unknown[] = await Promise.race([once(lines, "line"), exited.then(() => [null])]);
  if (typeof line !== "string") throw new Error(`The ftrack server of the sandbox did not start: ${complaint.trim()}`);
  return {
    url: readySchema.parse(JSON.parse(line)).url,
    async close() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

async function writeContent(
  { operations, serverFiles }: Pick<StudioContent, "operations" | "serverFiles">,
  directory: string,
  port: number,
): Promise<string> {
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
  await fs.writeFile(optionsFile, JSON.stringify({ port, operationsFile, files: Object.fromEntries(files) }));
  return optionsFile;
}
