import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { createAudit } from "./migration-audit.ts";
import { createCoordination } from "./migration-coordination.ts";
import { createDesk } from "./migration-desk.ts";
import { createLongWork } from "./migration-long-work.ts";
import { createMadeFolders } from "./migration-made-folders.ts";
import { createPeople } from "./migration-people.ts";
import { createProgressOfFolders } from "./migration-progress.ts";
import { createRounds } from "./migration-rounds.ts";
import { createSent } from "./migration-sent.ts";
import { createUploads } from "./migration-uploads.ts";
import type { Tables } from "./tables.ts";

/** By name, in the order in which they run. Never change one that has left the house: add another. */
const migrations: Record<string, Migration> = {
  "0001-uploads": createUploads,
  "0002-audit": createAudit,
  "0003-people": createPeople,
  "0004-coordination": createCoordination,
  "0005-rounds": createRounds,
  "0006-long-work": createLongWork,
  "0007-desk": createDesk,
  "0008-made-folders": createMadeFolders,
  "0009-sent": createSent,
  "0010-progress": createProgressOfFolders,
};

const lockKey = 7_266_130_001;

/**
 * Brings the database up to date. Any number of servers may call it at once: one works, the others wait for it.
 * Throws an Error with a sentence; the database is then as it was before.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`set local statement_timeout = 0`.execute(transaction);
    await sql`set local lock_timeout = 0`.execute(transaction);
    // Held to the end of the transaction, which a pooler in transaction mode keeps on one connection.
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(transaction);
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: () => Promise.resolve(migrations) },
      migrationTableName: "schema_migration",
      migrationLockTableName: "schema_migration_lock",
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error === undefined) return;
    const failed = results?.find((result) => result.status === "Error");
    const where = failed ? ` at "${failed.migrationName}"` : "";
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The database could not be brought up to date${where}: ${why}`, { cause: error });
  });
}
