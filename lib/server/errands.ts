import type { ErrandHandler } from "#lib/adapters/queue/errands";
import type { Errand } from "#lib/domain/errand";
import { sentenceOf } from "#lib/domain/errors";
import { nightOf } from "#lib/domain/night";
import { appErrorOf } from "#lib/services/app-error";
import type { SystemContext } from "#lib/services/context";
import type { StepOutcome } from "#lib/services/ports/store";
import { runVerification } from "#lib/services/run-verification";
import { runWithdrawal, withdrawalFailed } from "#lib/services/run-withdrawal";
import { sweepStaging } from "#lib/services/sweep-staging";
import { watchUploads } from "#lib/services/watch-uploads";
import type { Container } from "./container.ts";

type ErrandParts = Pick<Container, "log" | "metrics" | "queue" | "system">;

/** Takes on what is done beside the steps of uploads: withdrawals, verifications, and what each night brings. */
export async function startErrands({ log, metrics, queue, system }: ErrandParts): Promise<void> {
  const handler: ErrandHandler = async (errand, { attempt, lastAttempt, signal }) => {
    const context = system();
    const stop = metrics.steps.startTimer({ step: errand.errand });
    try {
      const outcome = await serve(context, errand, signal);
      stop({ outcome: outcome === "over" ? "done" : "put-off" });
      return outcome;
    } catch (error) {
      stop({ outcome: signal.aborted ? "given-up" : "failed" });
      const stack = appErrorOf(error) === null && error instanceof Error ? error.stack : undefined;
      log.warn({ ...errand, attempt, lastAttempt, error: sentenceOf(error), stack }, "an errand failed");
      if (!signal.aborted && errand.errand === "withdraw") {
        const final = lastAttempt || appErrorOf(error)?.code === "bad-destination";
        await withdrawalFailed(context, { uploadId: errand.uploadId, sentence: sentenceOf(error), final });
        // What a person has to mend is not tried again by itself.
        if (final) return "over";
      }
      throw error;
    }
  };
  await queue.workOnErrands(handler, () => dueNow(system()));
  await system().store.jobs.enqueue({ errand: "sweep", night: null });
}

async function serve(context: SystemContext, errand: Errand, signal: AbortSignal): Promise<StepOutcome> {
  switch (errand.errand) {
    case "withdraw":
      return runWithdrawal(context, { ...errand, signal });
    case "verify":
      await runVerification(context, { ...errand, signal });
      return "over";
    case "watch":
      return watchUploads(context, { ...errand, signal });
    case "sweep":
      return sweepStaging(context, { signal });
  }
}

/** What belongs to the night that began last: whichever process asks first has it done, once for all of them. */
function dueNow({ configuration, now }: Pick<SystemContext, "configuration" | "now">): Errand[] {
  const night = nightOf(now(), configuration.watch.at, configuration.report.timeZone);
  return [
    { errand: "watch", night },
    { errand: "sweep", night },
  ];
}
