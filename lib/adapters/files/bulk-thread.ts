import { parentPort } from "node:worker_threads";
import { doBulkTask, type SentTask } from "./bulk-task.ts";

/** A thread that may wait for storage: see bulk-threads.ts. */
parentPort?.on("message", (task: SentTask) => {
  const answer = doBulkTask(task);
  parentPort?.postMessage(answer, [answer.looks.buffer]);
});
