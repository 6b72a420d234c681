import { type Kysely, sql } from "kysely";
import type { Jobs, Records, Store } from "#lib/services/context";
import { createAccountRecords } from "./account-records.ts";
import { createAuditRecords } from "./audit-records.ts";
import type { Tables } from "./tables.ts";
import { createThrottleRecords } from "./throttle-records.ts";
import { createUploadRecords } from "./upload-records.ts";

/** The store on a pool. `jobsFor` gives jobs that join whatever executor they get, so that they commit with the records. */
export function createStore(db: Kysely<Tables>, jobsFor: (executor: Kysely<Tables>) => Jobs): Store {
  const recordsOn = (executor: Kysely<Tables>): Records => ({
    uploads: createUploadRecords(executor),
    audit: createAuditRecords(executor),
    accounts: createAccountRecords(executor),
    throttle: createThrottleRecords(executor),
    jobs: jobsFor(executor),
  });
  return {
    ...recordsOn(db),
    transaction: (work) => db.transaction().execute((transaction) => work(recordsOn(transaction))),
    async ping() {
      await sql`select 1`.execute(db);
    },
  };
}
