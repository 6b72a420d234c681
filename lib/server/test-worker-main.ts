import type { Pace } from "#lib/domain/pace";
import { buildContainer } from "./container.ts";
import { environment } from "./env.ts";
import { startWorker } from "./worker.ts";

/** What a test asks of a worker process, as JSON in its first argument. */
export interface WorkerOrder {
  pace: Pace;
}

/** For tests: a worker process with a pace of its own. It gets ready, says so, and begins when it is told to. */
async function main(): Promise<void> {
  const { pace }: WorkerOrder = JSON.parse(process.argv[2] ?? "");
  const parts = await buildContainer(environment(), pace);
  process.on("message", () => void startWorker(parts));
  // Nobody is left to end it.
  process.on("disconnect", () => process.exit(1));
  process.send?.("ready");
}

await main();
