import { type Kysely, sql } from "kysely";
import { type Pace, usualPace } from "#lib/domain/pace";
import type { Jobs, Records, Store } from "#lib/services/ports/store";
import { createAccountRecords } from "./account-records.ts";
import { createAuditRecords } from "./audit-records.ts";
import { createCheckRecords } from "./check-records.ts";
import { createClaimRecords } from "./claims.ts";
import { createLeases, holdLease } from "./leases.ts";
import { createMadeFolderRecords } from "./made-folders.ts";
import { createMadeRecords } from "./made-links.ts";
import { createPreferenceRecords } from "./preference-records.ts";
import { createPresetRecords } from "./preset-records.ts";
import type { Tables } from "./tables.ts";
import { createThrottleRecords } from "./throttle-records.ts";
import { createUploadRecords } from "./upload-records.ts";
import { createWithdrawalRecords } from "./withdrawal-records.ts";

/** The store on a pool. `jobsFor` gives jobs that join whatever executor they get, so that they commit with the records. */
export function createStore(
  db: Kysely<Tables>,
  jobsFor: (executor: Kysely<Tables>) => Jobs,
  pace: Pick<Pace, "lease" | "renewal"> = usualPace,
): Store {
  const recordsOn = (executor: Kysely<Tables>): Records => ({
    uploads: createUploadRecords(executor),
    audit: createAuditRecords(executor),
    accounts: createAccountRecords(executor),
    throttle: createThrottleRecords(executor),
    claims: createClaimRecords(executor),
    made: createMadeRecords(executor),
    madeFolders: createMadeFolderRecords(executor),
    withdrawals: createWithdrawalRecords(executor),
    checks: createCheckRecords(executor),
    preferences: createPreferenceRecords(executor),
    presets: createPresetRecords(executor),
    jobs: jobsFor(executor),
  });
  return {
    ...recordsOn(db),
    leases: createLeases(db, pace),
    transaction: (work, { lease } = {}) =>
      db.transaction().execute(async (transaction) => {
        if (lease !== undefined) await holdLease(transaction, lease);
        return work(recordsOn(transaction));
      }),
    async ping() {
      await sql`select 1`.execute(db);
    },
  };
}
