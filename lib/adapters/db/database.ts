import { Kysely, PostgresDialect } from "kysely";
import { Pool } from "pg";
import type { Tables } from "./tables.ts";

export interface Database {
  db: Kysely<Tables>;
  /** Waits for running queries, then closes every connection. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** What `pg_stat_activity` shows. */
  applicationName?: string;
  /** Connections at most. */
  connections?: number;
  /** Told of connections that broke; the pool replaces them by itself. */
  onError?(error: Error): void;
}

// A process that is stopped in the middle of a transaction keeps others from its rows until that is ended here.
// Set by a statement, since poolers between here and the server refuse them as start-up parameters.
const limits =
  "set statement_timeout = '30s'; set lock_timeout = '15s'; set idle_in_transaction_session_timeout = '10s'";

/** A pool on the program's database. Connects with the first query. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: options.applicationName ?? "compout",
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    async onConnect(client) {
      // The pool listens only while nobody uses the connection. Without this, one that breaks in the middle of a
      // transaction, as after a time in which this process was stopped, would end the process.
      client.on("error", (error) => options.onError?.(error));
      await client.query(limits);
    },
  });
  // Told by the connection itself; but without a listener here, too, it would end the process.
  pool.on("error", () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}
