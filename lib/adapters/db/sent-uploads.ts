import { type Kysely, sql } from "kysely";
import type { Sending, SentMarks } from "#lib/domain/already-sent";
import type { ProjectId, UploadId } from "#lib/domain/ids";
import type { UploadType } from "#lib/domain/upload-type";
import type { Tables } from "./tables.ts";

interface SentRow {
  component_id: string;
  going: boolean;
  times: number;
  upload_id: UploadId;
  upload_type: UploadType;
  submitted_at: Date;
  username: string;
  name: string;
  destination: string;
}

const nothing: SentMarks = { sent: { internal: null, client: null }, going: null };

/**
 * What uploads did with these components, in one statement; those that no upload counts for are left out. Of what was sent
 * the latest upload of each type, of what is on its way the first. Marks of one upload share one object.
 */
export async function sentOf(db: Kysely<Tables>, components: readonly string[]): Promise<Map<string, SentMarks>> {
  const marks = new Map<string, SentMarks>();
  if (components.length === 0) return marks;
  const { rows } = await sql<SentRow>`
    with item as materialized (
      select item.component_id, item.upload_id, item.state = 'waiting' as going
      from unnest(${[...components]}::uuid[]) wanted (id)
      join upload_items item on item.component_id = wanted.id and item.state in ('waiting', 'linked', 'unchanged')
    ),
    upload as materialized (
      select uploads.id, upload_type, submitted_at, actor_username, actor_name, destination,
        cancelled_at is null and step.state in ('waiting', 'running') as links,
        taken.upload_id is null as stands
      from uploads
      join upload_steps step on step.upload_id = uploads.id and step.step = 'links'
      left join upload_withdrawals taken on taken.upload_id = uploads.id and taken.state <> 'failed'
      where uploads.id in (select upload_id from item)
    )
    select distinct on (component_id, going, case when going then '' else upload_type end)
      component_id, going, upload.id as upload_id, upload_type, submitted_at, actor_username as username,
      actor_name as name, destination,
      (count(*) over (partition by component_id, going, upload_type))::int as times
    from item
    join upload on upload.id = item.upload_id and case when going then links else stands end
    order by component_id, going, case when going then '' else upload_type end,
      case when going then submitted_at end, submitted_at desc, upload.id`.execute(db);
  const sendings = new Map<UploadId, Sending>();
  for (const row of rows) {
    const sending = sendings.get(row.upload_id) ?? sendingOf(row);
    sendings.set(row.upload_id, sending);
    marks.set(row.component_id, marked(marks.get(row.component_id) ?? nothing, row, sending));
  }
  return marks;
}

function marked({ sent, going }: SentMarks, row: SentRow, sending: Sending): SentMarks {
  if (row.going) return { sent, going: sending };
  return { sent: { ...sent, [row.upload_type]: { latest: sending, times: row.times } }, going };
}

function sendingOf(row: SentRow): Sending {
  return {
    uploadId: row.upload_id,
    uploadType: row.upload_type,
    at: row.submitted_at.toISOString(),
    by: { username: row.username, name: row.name },
    destination: row.destination,
  };
}

/** Components in uploads of the project that go on, or that ended or were withdrawn since then: whose marks may have changed. */
export async function touchedSince(db: Kysely<Tables>, project: ProjectId, since: Date): Promise<string[]> {
  const { rows } = await sql<{ component_id: string }>`
    with upload as materialized (
      select id from uploads where project_id = ${project}::uuid and (finished_at is null or finished_at >= ${since})
      union
      select uploads.id from upload_withdrawals taken
      join uploads on uploads.id = taken.upload_id and project_id = ${project}::uuid
      where taken.at >= ${since}
    )
    select distinct component_id from upload_items where upload_id in (select id from upload)`.execute(db);
  return rows.map((row) => row.component_id);
}
