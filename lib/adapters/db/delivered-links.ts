import { type Kysely, sql } from "kysely";
import type { UploadId } from "#lib/domain/ids";
import type { UploadLink } from "#lib/domain/upload";
import { storableJson, storableText } from "./storable-text.ts";
import type { Tables } from "./tables.ts";
import { announce } from "./upload-changes.ts";

/** What is ours in each folder: the text that was written last under each name, withdrawn names left out. */
export async function deliveredTexts(
  db: Kysely<Tables>,
  folders: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const texts = new Map<string, Map<string, string>>(folders.map((folder) => [folder, new Map()]));
  if (folders.length === 0) return texts;
  const { rows } = await sql<{ folder: string; name: string; text: string | null }>`
    select distinct on (delivered.folder, link.key) delivered.folder, link.key as name, link.value as text
    from unnest(${folders.map(storableText)}::text[]) wanted (folder)
    join delivered_links delivered on delivered.folder = wanted.folder
    cross join lateral jsonb_each_text(delivered.links) link
    order by delivered.folder, link.key, delivered.id desc`.execute(db);
  for (const { folder, name, text } of rows) {
    if (text !== null) texts.get(folder)?.set(name, text);
  }
  return texts;
}

/** The texts that other uploads wrote last in these folders, by folder and name, where that was after this one was submitted. */
export async function textsWrittenMeanwhile(
  db: Kysely<Tables>,
  id: UploadId,
  folders: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const { rows } = await sql<{ folder: string; name: string; text: string }>`
    select folder, name, text
    from (
      select distinct on (delivered.folder, link.key) delivered.folder, link.key as name, link.value as text,
        delivered.upload_id, delivered.at
      from unnest(${folders.map(storableText)}::text[]) wanted (folder)
      join delivered_links delivered on delivered.folder = wanted.folder
      cross join lateral jsonb_each_text(delivered.links) link
      where exists (
        select from delivered_links other join uploads own on own.id = ${id}
        where other.folder = wanted.folder and other.upload_id <> own.id and other.at > own.submitted_at)
      order by delivered.folder, link.key, delivered.id desc) newest
    where text is not null and upload_id <> ${id}
      and at > (select submitted_at from uploads where id = ${id})`.execute(db);
  const texts = new Map<string, Map<string, string>>();
  for (const { folder, name, text } of rows) {
    const known = texts.get(folder) ?? new Map<string, string>();
    texts.set(folder, known.set(name, text));
  }
  return texts;
}

/** Adds a row, never changes one: a repeat says the same once more. */
export async function recordDelivered(
  db: Kysely<Tables>,
  id: UploadId,
  made: { folder: string; links: readonly UploadLink[] },
): Promise<void> {
  // An unchanged link was there before: it is an earlier upload's, or nobody's.
  const texts = made.links.filter(({ verdict }) => verdict !== "unchanged").map(({ name, text }) => [name, text]);
  await db
    .insertInto("delivered_links")
    .values({
      upload_id: id,
      folder: storableText(made.folder),
      links: storableJson(Object.fromEntries(texts)),
    })
    .execute();
  await announce(db, id);
}
