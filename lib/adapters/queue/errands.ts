import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { fromKysely, type JobWithMetadata, type PgBoss } from "pg-boss";
import type { Tables } from "#lib/adapters/db/tables";
import { type Errand, type ErrandKind, errandKinds, errandSchema } from "#lib/domain/errand";
import type { Pace } from "#lib/domain/pace";
import type { RetryPlan } from "#lib/domain/retry-plans";
import type { StepOutcome } from "#lib/services/ports/store";

interface ErrandRun {
  /** 1 for the first try. */
  attempt: number;
  /** True where a failure is final: nothing will try again by itself. */
  lastAttempt: boolean;
  /** Aborted when the errand is no longer this worker's. */
  signal: AbortSignal;
}

/** Does one errand; a rejection means "try again later". */
export type ErrandHandler = (errand: Errand, run: ErrandRun) => Promise<StepOutcome>;

const queueOf: Record<ErrandKind, string> = {
  withdraw: "upload-withdraw",
  verify: "upload-verify",
  watch: "nightly-watch",
  sweep: "staging-sweep",
};

/** The queue in which the errand of an upload's lease is; null for a lease that has none. */
export function errandQueueOf(kind: string): string | null {
  return kind === "withdraw" ? queueOf.withdraw : null;
}

/** A withdrawal is tried for about a day, as an upload's steps are; what comes again every night need not be. */
const plans: Record<ErrandKind, RetryPlan> = {
  withdraw: { tries: 310, firstDelaySeconds: 5, longestDelaySeconds: 300, longestRunSeconds: 4 * 60 * 60 },
  verify: { tries: 5, firstDelaySeconds: 5, longestDelaySeconds: 60, longestRunSeconds: 60 * 60 },
  watch: { tries: 20, firstDelaySeconds: 30, longestDelaySeconds: 900, longestRunSeconds: 6 * 60 * 60 },
  sweep: { tries: 5, firstDelaySeconds: 60, longestDelaySeconds: 900, longestRunSeconds: 60 * 60 },
};

/** How many of each kind run at the same time in one process: looking after links must not keep uploads from storage. */
const atOnce: Record<ErrandKind, number> = { withdraw: 2, verify: 2, watch: 1, sweep: 1 };

export async function createErrandQueues(boss: PgBoss, { heartbeatSeconds }: Pick<Pace, "heartbeatSeconds">) {
  for (const kind of errandKinds) {
    const plan = plans[kind];
    const settings = {
      retryLimit: plan.tries - 1,
      retryDelay: plan.firstDelaySeconds,
      retryBackoff: true,
      retryDelayMax: plan.longestDelaySeconds,
      expireInSeconds: plan.longestRunSeconds,
      heartbeatSeconds,
      notify: true,
    };
    await boss.createQueue(queueOf[kind], { policy: "stately", ...settings });
    await boss.updateQueue(queueOf[kind], settings);
  }
}

/**
 * One waiting and one running errand of a kind for each upload; one in all for each night. Joins the executor's
 * transaction, where there is one.
 */
export async function sendErrand(boss: PgBoss, executor: Kysely<Tables> | null, errand: Errand): Promise<void> {
  const joined = executor === null ? {} : { db: fromKysely(executor) };
  switch (errand.errand) {
    case "withdraw":
    case "verify":
      await boss.upsert(queueOf[errand.errand], errand, {
        singletonKey: errand.uploadId,
        startAfter: 0,
        match: "all",
        ...joined,
      });
      return;
    case "watch":
    case "sweep":
      // Jobs are kept for a week after their end, and the same id is never taken in twice.
      await boss.send(queueOf[errand.errand], errand, { ...nightOf(errand), ...joined });
      return;
  }
}

export async function workOnErrands(boss: PgBoss, handler: ErrandHandler): Promise<void> {
  for (const kind of errandKinds) {
    const options = {
      includeMetadata: true,
      localConcurrency: atOnce[kind],
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 2,
    } as const;
    await boss.work(queueOf[kind], options, async ([job]: JobWithMetadata<object>[]) => {
      if (job === undefined) return;
      // One that was given back after its worker died says no more than whose it is.
      const errand = errandSchema.parse({ errand: kind, ...job.data });
      const outcome = await handler(errand, {
        attempt: job.retryCount + 1,
        lastAttempt: job.retryCount >= job.retryLimit,
        signal: job.signal,
      });
      if (outcome === "over") return;
      const singletonKey = "uploadId" in errand ? errand.uploadId : nightOf(errand).singletonKey;
      await boss.send(queueOf[kind], errand, { singletonKey, startAfter: outcome.againInSeconds });
    });
  }
}

const lookEveryMs = 60_000;

/** Sends what is due now, and looks again every minute: errands of a night that were sent before are not sent again. */
export function startNights(
  boss: PgBoss,
  due: () => readonly Errand[],
  onError: (error: unknown) => void,
): { stop(): void } {
  const look = async () => {
    for (const errand of due()) await sendErrand(boss, null, errand);
  };
  const timer = setInterval(() => void look().catch(onError), lookEveryMs);
  timer.unref();
  void look().catch(onError);
  return { stop: () => clearInterval(timer) };
}

function nightOf({ errand, night }: Extract<Errand, { night: unknown }>): { id?: string; singletonKey: string } {
  if (night === null) return { singletonKey: "at once" };
  const hex = createHash("sha256").update(`${errand} ${night}`).digest("hex");
  // In the form of a name-based uuid.
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { id, singletonKey: night };
}
