import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { delayedEnvironment } from "./delayed.ts";
import type { WorkersAnswer, WorkersTask } from "./engine-messages.ts";

/** How long the same uploads take one worker, and two; null where storage can't be made slow here. */
export async function measureWorkers(root: string, delayUs: number, rounds: number): Promise<WorkersAnswer | null> {
  const directory = join(root, "workers");
  await mkdir(directory);
  const environment = delayedEnvironment(root, directory, delayUs);
  if (environment === null) return null;
  const delayed = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && value !== process.env[name] ? [[name, value]] : [],
    ),
  );
  const child = fork(join(import.meta.dirname, "workers-main.ts"), [], { execArgv: [] });
  const task: WorkersTask = { directory, delayed, rounds };
  child.send(task);
  const ended = once(child, "exit").then(() => []);
  const answer: Promise<WorkersAnswer[]> = once(child, "message");
  const [said] = await Promise.race([answer, ended]);
  if (said === undefined) throw new Error("The workers' process ended.");
  await ended;
  return said;
}
