import { type Kysely, sql } from "kysely";
import type { UploadId } from "#lib/domain/ids";
import type { ActiveUpload } from "#lib/services/ports/upload-records";
import { storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";

/** Uploads whose links are still to be made, in one of these folders or of one of these components. Oldest first. */
export async function activeUploads(
  db: Kysely<Tables>,
  { folders, components }: { folders: readonly string[]; components: readonly string[] },
): Promise<ActiveUpload[]> {
  const { rows } = await sql<{
    id: UploadId;
    username: string;
    name: string;
    email: string;
    submitted_at: Date;
    folders: string[];
    versions: string[];
  }>`
    select uploads.id, actor_username as username, actor_name as name, actor_email as email, submitted_at,
      coalesce(array_agg(distinct item.folder) filter (where item.folder = any(${folders.map(storableText)})), '{}')
        as folders,
      coalesce(array_agg(distinct item.version_name) filter (where item.component_id = any(${[...components]}::uuid[])),
        '{}') as versions
    from upload_steps step
    join uploads on uploads.id = step.upload_id
    join upload_items item on item.upload_id = uploads.id and item.state = 'waiting'
    where step.step = 'links' and step.state in ('waiting', 'running')
      and (item.folder = any(${folders.map(storableText)}) or item.component_id = any(${[...components]}::uuid[]))
    group by uploads.id
    order by submitted_at, uploads.id`.execute(db);
  return rows.map(({ id, username, name, email, submitted_at, folders, versions }) => ({
    id,
    actor: { username, name, email },
    submittedAt: submitted_at.toISOString(),
    folders,
    versionNames: versions,
  }));
}
