import type { Kysely } from "kysely";
import { fromKysely, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Tables } from "#lib/adapters/db/tables";
import { type UploadId, uploadIdSchema } from "#lib/domain/ids";
import { type UploadStep, uploadSteps } from "#lib/domain/upload";
import type { Jobs } from "#lib/services/context";
import { type RetryPlan, retryPlans } from "./retry-plans.ts";

interface StepJob {
  uploadId: UploadId;
  /** 1 for the first try. A try that a dying worker broke off counts. */
  attempt: number;
  /** True where a failure is final: nothing will try again by itself. */
  lastAttempt: boolean;
  /** Aborted when the job is no longer this worker's: it ran out of time, was given to another, or the worker closes. */
  signal: AbortSignal;
}

/** Does one step of one upload; a rejection means "try again later". */
export type StepHandler = (job: StepJob) => Promise<void>;

export interface Queue {
  /** Jobs that join the executor's transaction. */
  jobsFor(executor: Kysely<Tables>): Jobs;
  /** Takes on jobs of every step, at most `concurrency` of each at a time. */
  work(handlers: Readonly<Record<UploadStep, StepHandler>>, options: { concurrency: number }): Promise<void>;
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
}

const queueOf: Record<UploadStep, string> = { links: "upload-links", ftrack: "upload-ftrack", report: "upload-report" };

/** Silence after which a worker counts as dead; looked at every `superviseSeconds` by whichever instance comes first. */
const heartbeatSeconds = 20;
const superviseSeconds = 15;
const graceMs = 30_000;

/**
 * Opens the queue on the program's database, and sets up its tables there if it is the first. Any number of processes
 * may do so at once. Rejects if the database does not answer.
 */
export async function openQueue(databaseUrl: string, options: QueueOptions = {}): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: "compout_queue",
    instanceName: options.name ?? "compout",
    max: 4,
    connectionTimeoutMillis: 10_000,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => options.onError?.(error));
  boss.on("warning", ({ message, data }) => options.onWarning?.(message, data));
  const plans = { ...retryPlans, ...options.retries };
  try {
    await boss.start();
    for (const step of uploadSteps) await createStepQueue(boss, step, plans[step]);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return {
    jobsFor: (executor) => jobsOn(boss, executor),
    async work(handlers, { concurrency }) {
      for (const step of uploadSteps) await workOn(boss, step, handlers[step], concurrency);
    },
    close: ({ graceful = true } = {}) => boss.stop({ graceful, timeout: graceMs }),
  };
}

async function createStepQueue(boss: PgBoss, step: UploadStep, plan: RetryPlan): Promise<void> {
  const settings = {
    retryLimit: plan.tries - 1,
    retryDelay: plan.firstDelaySeconds,
    retryBackoff: true,
    retryDelayMax: plan.longestDelaySeconds,
    expireInSeconds: plan.longestRunSeconds,
    heartbeatSeconds,
    notify: true,
  };
  // One waiting and one running job per upload: what is asked for during a run comes after it, never beside it.
  await boss.createQueue(queueOf[step], { policy: "stately", ...settings });
  // A queue that an older version made gets this version's settings.
  await boss.updateQueue(queueOf[step], settings);
}

function jobsOn(boss: PgBoss, executor: Kysely<Tables>): Jobs {
  return {
    async enqueue({ step, uploadId }, { startAfterSeconds = 0 } = {}) {
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

async function workOn(boss: PgBoss, step: UploadStep, handler: StepHandler, concurrency: number): Promise<void> {
  const options = {
    includeMetadata: true,
    localConcurrency: concurrency,
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: 2,
  } as const;
  await boss.work(queueOf[step], options, async ([job]: JobWithMetadata<{ uploadId: string }>[]) => {
    if (job === undefined) return;
    await handler({
      uploadId: uploadIdSchema.parse(job.data.uploadId),
      attempt: job.retryCount + 1,
      lastAttempt: job.retryCount >= job.retryLimit,
      signal: job.signal,
    });
  });
}
