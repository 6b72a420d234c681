import { buildContainer } from "./container.ts";
import { environment } from "./env.ts";
import { paceIn } from "./test-workers.ts";
import { startWorker } from "./worker.ts";

/** For tests: a worker process with a pace of its own. It gets ready, says so, and begins when it is told to. */

const parts = await buildContainer(environment(), paceIn(process.argv[2] ?? ""));
process.on("message", () => void startWorker(parts));
// Nobody is left to end it.
process.on("disconnect", () => process.exit(1));
process.send?.("ready");
