import { type RawBuilder, sql } from "kysely";
import type { StateFilter } from "#lib/domain/state-filter";

/** The condition on a row of `uploads`. */
export function standsAs(state: StateFilter): RawBuilder<boolean> {
  switch (state) {
    case "running":
      return sql<boolean>`(uploads.finished_at is null or exists (select from upload_withdrawals w
        where w.upload_id = uploads.id and w.state in ('waiting', 'running')))`;
    case "problems":
      return sql<boolean>`(
        exists (select from upload_items i where i.upload_id = uploads.id and i.state = 'failed')
        or exists (select from upload_steps s where s.upload_id = uploads.id and s.state = 'failed')
        or exists (select from upload_withdrawals w where w.upload_id = uploads.id and w.state = 'failed'))`;
    case "cancelled":
      return sql<boolean>`uploads.cancelled_at is not null`;
    case "withdrawn":
      return sql<boolean>`exists (select from upload_withdrawals w where w.upload_id = uploads.id)`;
    case "changed":
      return sql<boolean>`coalesce((select c.counts <> '{}' from upload_checks c
        where c.upload_id = uploads.id order by c.id desc limit 1), false)`;
  }
}
