import { parentPort } from "node:worker_threads";
import { doBulkTask, type SentTask } from "./bulk-task.ts";

/** A thread that may wait for storage: see bulk-threads.ts. */
parentPort?.on("message", (tasks: readonly SentTask[]) => {
  const answers = tasks.map(doBulkTask);
  parentPort?.postMessage(
    answers,
    answers.map(({ looks }) => looks.buffer),
  );
});
