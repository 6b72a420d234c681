import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { AppError } from "#lib/domain/errors";
import type { Pace } from "#lib/domain/pace";
import type { Lease, Leases } from "#lib/services/ports/store";
import type { Tables } from "./tables.ts";

type Held = Pick<Lease, "name" | "holder" | "fence">;

/** Leases by the database's own clock: the machines' clocks need not agree. */
export function createLeases(db: Kysely<Tables>, pace: Pick<Pace, "lease" | "renewal">): Leases {
  const untilThen = sql<Date>`clock_timestamp() + ${pace.lease} * interval '1 millisecond'`;

  async function renew({ name, holder, fence }: Held): Promise<boolean> {
    const renewed = await db
      .updateTable("leases")
      .set({ expires_at: untilThen })
      .where("name", "=", name)
      .where("holder", "=", holder)
      .where("fence", "=", fence)
      .executeTakeFirst();
    return renewed.numUpdatedRows > 0n;
  }

  return {
    async take(name) {
      const holder = randomUUID();
      const taken = await db
        .insertInto("leases")
        .values({ name, holder, fence: "1", expires_at: untilThen })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ holder, fence: sql<string>`leases.fence + 1`, expires_at: untilThen })
            .where(sql<boolean>`leases.expires_at < clock_timestamp()`),
        )
        .returning("fence")
        .executeTakeFirst();
      return taken === undefined ? null : keep({ name, holder, fence: taken.fence });
    },
  };

  function keep(held: Held): Lease {
    const lost = new AbortController();
    const timer = setInterval(() => {
      // Where the database does not answer, nothing is known, and nothing can be recorded either.
      check().catch(() => undefined);
    }, pace.renewal);
    timer.unref();

    async function check(): Promise<void> {
      if (!lost.signal.aborted && (await renew(held))) return;
      clearInterval(timer);
      const error = leaseLost(held.name);
      lost.abort(error);
      throw error;
    }

    return {
      ...held,
      lost: lost.signal,
      check,
      async release() {
        clearInterval(timer);
        await db.deleteFrom("leases").where("name", "=", held.name).where("holder", "=", held.holder).execute();
      },
    };
  }
}

/** Keeps a lease from passing on until the transaction ends. Throws AppError conflict where it has passed on already. */
export async function holdLease(transaction: Kysely<Tables>, { name, holder, fence }: Held): Promise<void> {
  const held = await transaction
    .selectFrom("leases")
    .select("name")
    .where("name", "=", name)
    .where("holder", "=", holder)
    .where("fence", "=", fence)
    .forShare()
    .executeTakeFirst();
  if (held === undefined) throw leaseLost(name);
}

/** Ends leases whose holder fell silent, and gives their names. Those that somebody else looks at right now are left to them. */
export async function endSilentLeases(transaction: Kysely<Tables>): Promise<string[]> {
  const silent = transaction
    .selectFrom("leases")
    .select("name")
    .where("expires_at", "<", sql<Date>`clock_timestamp()`)
    .forUpdate()
    .skipLocked();
  const ended = await transaction.deleteFrom("leases").where("name", "in", silent).returning("name").execute();
  return ended.map(({ name }) => name);
}

function leaseLost(name: string): AppError {
  return new AppError(
    "conflict",
    `This worker was silent for too long and another one has taken over (${name}). Nothing more is done here.`,
  );
}
