import type { StepHandler } from "#lib/adapters/queue/queue";
import { sentenceOf } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import type { UploadStep } from "#lib/domain/upload";
import { appErrorOf } from "#lib/services/app-error";
import type { SystemContext } from "#lib/services/context";
import type { StepOutcome } from "#lib/services/ports/store";
import { runLinks } from "#lib/services/run-links";
import { sendReport } from "#lib/services/send-report";
import { stepFailed } from "#lib/services/step-failed";
import { tellFtrack } from "#lib/services/tell-ftrack";
import type { Container } from "./container.ts";
import { startErrands } from "./errands.ts";

type StepService = (context: SystemContext, input: { uploadId: UploadId; signal: AbortSignal }) => Promise<StepOutcome>;

const services: Record<UploadStep, StepService> = { links: runLinks, ftrack: tellFtrack, report: sendReport };

/** Uploads that run at the same time in one process, each step counted for itself. */
const concurrency = 4;

/** An upload whose worker died so often is what kills them: it is given up, and says so. */
const mostDeaths = 50;

type WorkerParts = Pick<Container, "log" | "metrics" | "queue" | "system">;

/** Takes on the jobs of uploads until the container closes. */
export async function startWorker(parts: WorkerParts): Promise<void> {
  const handlers = {
    links: handlerOf(parts, "links"),
    ftrack: handlerOf(parts, "ftrack"),
    report: handlerOf(parts, "report"),
  };
  await parts.queue.work(handlers, { concurrency });
  await startErrands(parts);
  parts.log.info({ concurrency }, "worker started");
}

function handlerOf({ log, metrics, system }: WorkerParts, step: UploadStep): StepHandler {
  return async ({ uploadId, attempt, deaths, lastAttempt, signal }) => {
    const context = system();
    if (deaths >= mostDeaths) {
      const sentence = `The program ended ${deaths} times while it worked on this. Tell your system administrators.`;
      log.error({ step, uploadId, deaths }, "a step is given up");
      return stepFailed(context, { uploadId, step, sentence, final: true });
    }
    const stop = metrics.steps.startTimer({ step });
    try {
      const outcome = await services[step](context, { uploadId, signal });
      stop({ outcome: outcome === "over" ? "done" : "put-off" });
      return outcome;
    } catch (error) {
      stop({ outcome: signal.aborted ? "given-up" : "failed" });
      const expected = appErrorOf(error);
      const stack = expected === null && error instanceof Error ? error.stack : undefined;
      log.warn({ step, uploadId, attempt, lastAttempt, error: sentenceOf(error), stack }, "a step failed");
      // A job that is no longer ours belongs to another worker by now: what its record says is theirs to write.
      if (!signal.aborted) {
        await stepFailed(context, { uploadId, step, sentence: sentenceOf(error), final: lastAttempt });
      }
      throw error;
    }
  };
}
