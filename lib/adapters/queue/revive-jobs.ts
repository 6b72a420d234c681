import type { Kysely } from "kysely";
import { fromKysely, type PgBoss } from "pg-boss";
import { endSilentLeases } from "#lib/adapters/db/leases";
import type { Tables } from "#lib/adapters/db/tables";
import { uploadOfLease } from "#lib/domain/lease-name";

export interface RevivalOptions {
  database: Kysely<Tables>;
  /** Milliseconds between two looks. */
  everyMs: number;
  /** The queue in which the job of a lease is; null for a lease that has none. */
  queueOf(kind: string): string | null;
  onRevived(leases: readonly string[]): void;
  onError(error: Error): void;
}

/**
 * Gives jobs back whose worker fell silent while it held their lease: sooner than the queue itself would notice. Looks
 * now and then, one look after the other, until it is stopped.
 */
export function startRevival(boss: PgBoss, options: RevivalOptions): { stop(): Promise<void> } {
  let looking: Promise<void> = Promise.resolve();
  let waiting = setTimeout(look, options.everyMs);
  let stopped = false;

  function look(): void {
    looking = reviveJobs(boss, options)
      .then((names) => {
        if (names.length > 0) options.onRevived(names);
      })
      .catch((error: unknown) => options.onError(error instanceof Error ? error : new Error(String(error))))
      .then(() => {
        if (!stopped) waiting = setTimeout(look, options.everyMs).unref();
      });
  }

  waiting.unref();
  return {
    async stop() {
      stopped = true;
      clearTimeout(waiting);
      await looking;
    },
  };
}

function reviveJobs(boss: PgBoss, { database, queueOf }: RevivalOptions): Promise<string[]> {
  return database.transaction().execute(async (transaction) => {
    const names = await endSilentLeases(transaction);
    const db = fromKysely(transaction);
    for (const name of names) {
      const lease = uploadOfLease(name);
      const queue = lease === null ? null : queueOf(lease.kind);
      if (lease === null || queue === null) continue;
      const { uploadId } = lease;
      const jobs = await boss.findJobs(queue, { key: uploadId, db });
      for (const { id, retryCount, state } of jobs) {
        if (state === "active")
          await boss.fail(queue, { id, retryCount }, { message: "Its worker fell silent." }, { db });
      }
      await boss.upsert(queue, { uploadId }, { singletonKey: uploadId, startAfter: 0, match: "all", db });
    }
    return names;
  });
}
