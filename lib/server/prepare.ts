import { sentenceOf } from "#lib/domain/errors";
import { markPeers } from "./client-peer.ts";
import { container } from "./container.ts";
import { startWorker } from "./worker.ts";

/** Readies everything before the first request, so that the first page answers at once, and starts the worker. */
export async function prepare(): Promise<void> {
  markPeers();
  const parts = await container();
  if (parts.environment.WORKER === "on") await startWorker(parts);
  const { ftrack } = parts.system();
  const stop = () => void parts.close();
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  try {
    await ftrack.projects();
  } catch (error) {
    parts.log.warn({ error: sentenceOf(error) }, "ftrack does not answer yet");
  }
}
