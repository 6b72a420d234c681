import type { Kysely } from "kysely";
import { fromKysely, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Tables } from "#lib/adapters/db/tables";
import type { Errand } from "#lib/domain/errand";
import { type UploadId, uploadIdSchema } from "#lib/domain/ids";
import { type Pace, usualPace } from "#lib/domain/pace";
import { type RetryPlan, retryDelay, retryPlans } from "#lib/domain/retry-plans";
import { type UploadStep, uploadSteps } from "#lib/domain/upload";
import type { Jobs, StepOutcome } from "#lib/services/ports/store";
import {
  createErrandQueues,
  type ErrandHandler,
  errandQueueOf,
  sendErrand,
  startNights,
  workOnErrands,
} from "./errands.ts";
import { startRevival } from "./revive-jobs.ts";

interface StepJob {
  uploadId: UploadId;
  /** 1 for the first try, and after a success or a wish from outside. Tries that a dying worker broke off don't count. */
  attempt: number;
  /** How often a worker died or was cut off while it had this job. */
  deaths: number;
  /** True where a failure is final: nothing will try again by itself. */
  lastAttempt: boolean;
  /** Aborted when the job is no longer this worker's: it ran out of time, was given to another, or the worker closes. */
  signal: AbortSignal;
}

/** Does one step of one upload; a rejection means "try again later", a little later with each. */
export type StepHandler = (job: StepJob) => Promise<StepOutcome>;

export interface Queue {
  /** Jobs that join the executor's transaction. */
  jobsFor(executor: Kysely<Tables>): Jobs;
  /** Takes on jobs of every step, at most `concurrency` of each at a time. */
  work(handlers: Readonly<Record<UploadStep, StepHandler>>, options: { concurrency: number }): Promise<void>;
  /** Takes on errands, and sends those of the night when `due` names them: it is asked now and every minute. */
  workOnErrands(handler: ErrandHandler, due: () => readonly Errand[]): Promise<void>;
  /** Graceful: waits up to 30 s for running jobs. What is cut off is tried again by another worker. */
  close(options?: { graceful?: boolean }): Promise<void>;
}

export interface QueueOptions {
  /** Shown in the list of running instances: "web", "worker". */
  name?: string;
  /** Told of failures of the queue itself, never of a job's. */
  onError?(error: Error): void;
  onWarning?(message: string, data: object): void;
  /** Other plans than the usual ones, by step. */
  retries?: Partial<Record<UploadStep, RetryPlan>>;
  pace?: Pace;
  /** The database with the leases: whoever works also gives back what workers that fell silent had begun. */
  database?: Kysely<Tables>;
}

const queueOf: Record<UploadStep, string> = { links: "upload-links", ftrack: "upload-ftrack", report: "upload-report" };

/** A job is given back so often after its worker died. Failures are counted by ourselves, so that death costs no delay. */
const mostDeaths = 1000;
const graceMs = 30_000;

/**
 * Opens the queue on the program's database, and sets up its tables there if it is the first. Any number of processes
 * may do so at once. Rejects if the database does not answer.
 */
export async function openQueue(databaseUrl: string, options: QueueOptions = {}): Promise<Queue> {
  const { pace = usualPace } = options;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: "compout_queue",
    instanceName: options.name ?? "compout",
    max: 4,
    connectionTimeoutMillis: 10_000,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: pace.superviseSeconds,
    monitorIntervalSeconds: pace.superviseSeconds,
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => options.onError?.(error));
  boss.on("warning", ({ message, data }) => options.onWarning?.(message, data));
  const plans = { ...retryPlans, ...options.retries };
  let revival: ReturnType<typeof startRevival> | null = null;
  let nights: ReturnType<typeof startNights> | null = null;
  try {
    await boss.start();
    for (const step of uploadSteps) await createStepQueue(boss, step, plans[step], pace);
    await createErrandQueues(boss, pace);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return {
    jobsFor: (executor) => jobsOn(boss, executor),
    async work(handlers, { concurrency }) {
      for (const step of uploadSteps) {
        await workOn(boss, { step, handler: handlers[step], plan: plans[step], concurrency, poll: pace.poll });
      }
      if (options.database === undefined) return;
      revival = startRevival(boss, {
        database: options.database,
        everyMs: pace.revival,
        queueOf: queueOfKind,
        onRevived: (leases) => options.onWarning?.("gave back the work of a worker that fell silent", { leases }),
        onError: (error) => options.onError?.(error),
      });
    },
    async workOnErrands(handler, due) {
      await workOnErrands(boss, handler);
      nights = startNights(boss, due, (error) =>
        options.onError?.(error instanceof Error ? error : new Error(String(error))),
      );
    },
    async close({ graceful = true } = {}) {
      nights?.stop();
      await revival?.stop();
      await boss.stop({ graceful, timeout: graceMs });
    },
  };
}

function queueOfKind(kind: string): string | null {
  const step = uploadSteps.find((one) => one === kind);
  return step === undefined ? errandQueueOf(kind) : queueOf[step];
}

async function createStepQueue(boss: PgBoss, step: UploadStep, plan: RetryPlan, pace: Pace): Promise<void> {
  const settings = {
    retryLimit: mostDeaths,
    retryDelay: 0,
    retryBackoff: false,
    expireInSeconds: plan.longestRunSeconds,
    heartbeatSeconds: pace.heartbeatSeconds,
    notify: true,
  };
  // One waiting and one running job per upload: what is asked for during a run comes after it, never beside it.
  await boss.createQueue(queueOf[step], { policy: "stately", ...settings });
  // A queue that an older version made gets this version's settings.
  await boss.updateQueue(queueOf[step], settings);
}

function jobsOn(boss: PgBoss, executor: Kysely<Tables>): Jobs {
  return {
    async enqueue(job, { startAfterSeconds = 0 } = {}) {
      if ("errand" in job) return sendErrand(boss, executor, job);
      const { step, uploadId } = job;
      const target = { singletonKey: uploadId, db: fromKysely(executor) };
      // A job that waits already is brought forward; a later wish never puts it off.
      if (startAfterSeconds > 0) {
        await boss.send(queueOf[step], { uploadId }, { ...target, startAfter: startAfterSeconds });
      } else {
        await boss.upsert(queueOf[step], { uploadId }, { ...target, startAfter: 0, match: "all" });
      }
    },
  };
}

interface StepWork {
  step: UploadStep;
  handler: StepHandler;
  plan: RetryPlan;
  concurrency: number;
  /** Milliseconds. */
  poll: number;
}

interface StepData {
  uploadId: string;
  /** Failures in a row, this job's forerunners included. */
  failures?: number;
}

async function workOn(boss: PgBoss, { step, handler, plan, concurrency, poll }: StepWork): Promise<void> {
  const options = {
    includeMetadata: true,
    localConcurrency: concurrency,
    pollingIntervalSeconds: poll / 1000,
    notifyPollingIntervalSeconds: poll / 1000,
  } as const;
  await boss.work(queueOf[step], options, async ([job]: JobWithMetadata<StepData>[]) => {
    if (job === undefined) return;
    const uploadId = uploadIdSchema.parse(job.data.uploadId);
    const failures = job.data.failures ?? 0;
    const again = (startAfter: number, failed: number) =>
      // A job that somebody else asked for meanwhile comes first, and is all that is needed.
      boss.send(queueOf[step], { uploadId, failures: failed }, { singletonKey: uploadId, startAfter });
    const lastAttempt = failures + 1 >= plan.tries;
    try {
      const { signal, retryCount: deaths } = job;
      const outcome = await handler({ uploadId, attempt: failures + 1, deaths, lastAttempt, signal });
      if (outcome !== "over") await again(outcome.againInSeconds, failures);
    } catch (error) {
      if (job.signal.aborted) throw error;
      if (!lastAttempt) await again(retryDelay(plan, failures + 1, Math.random()), failures + 1);
    }
  });
}
