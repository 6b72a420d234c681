import { type Kysely, type RawBuilder, sql } from "kysely";
import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import type { Tables } from "./tables.ts";

/** Where every change of an upload is announced, the upload's id as payload. */
export const uploadChannel = "compout_uploads";

/** Announces inside the same statement as the change, so that neither happens without the other. */
export function announcing(column: "id" | "upload_id"): RawBuilder<unknown> {
  return sql`pg_notify(${uploadChannel}, ${sql.ref(`changed.${column}`)}::text)`;
}

export async function announce(db: Kysely<Tables>, id: UploadId): Promise<void> {
  await sql`select pg_notify(${uploadChannel}, ${id})`.execute(db);
}

/** Throws AppError not-found where a statement that changes an upload found none. */
export function mustExist(changed: unknown, id: UploadId): void {
  if (changed === undefined) throw new AppError("not-found", `There is no upload ${id}.`);
}
