import { fileURLToPath } from "node:url";
import { sentenceOf } from "#lib/domain/errors";
import { checkedSettings, loadEnvFile, refusalText } from "./checked-settings.ts";
import { container } from "./container.ts";
import { startWorker } from "./worker.ts";

/** `npm run worker`: takes on the jobs of uploads, beside any number of web servers and other workers. */

async function main(): Promise<void> {
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  loadEnvFile();
  const settings = await checkedSettings();
  if (!settings.ok) return refuse(settings.problems);
  try {
    const parts = await container();
    await startWorker(parts);
    stopOnSignal(() => parts.close());
  } catch (error) {
    refuse([sentenceOf(error)]);
  }
}

function refuse(problems: readonly string[]): void {
  console.error(refusalText(problems));
  process.exit(1);
}

/** Lets running jobs end, then exits. A second signal exits at once: the queue gives the jobs to another worker. */
function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(sentenceOf(error));
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

await main();
