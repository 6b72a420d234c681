import { z } from "zod";
import type { VersionNote } from "#lib/domain/version-detail";
import { parse } from "./parse.ts";
import { idText } from "./queries.ts";
import type { Wire } from "./wire.ts";

const text = z.string().nullish();

// A person who has gone, or a guest of a review, may have no more than parts of a name.
const noteSchema = z
  .object({
    id: z.string(),
    content: text,
    date: text,
    in_reply_to_id: text,
    author: z.object({ username: text, first_name: text, last_name: text }).nullish(),
  })
  .transform(({ id, content, date, in_reply_to_id, author }): VersionNote => {
    const name = [author?.first_name, author?.last_name].filter(Boolean).join(" ");
    return {
      id,
      author: name || author?.username || null,
      date: date ? new Date(date).toISOString() : null,
      content: content ?? "",
      replyTo: in_reply_to_id ?? null,
    };
  });

/** Notes on a version, answers too, the newest first. */
export async function notesOf(wire: Wire, versionId: string): Promise<VersionNote[]> {
  const notes = await wire.allRows(
    "select content, date, in_reply_to_id, author.username, author.first_name, author.last_name " +
      `from Note where parent_id is ${idText(versionId)}`,
    (row) => parse(noteSchema, row, "a note"),
  );
  return notes.sort((one, other) => (other.date ?? "").localeCompare(one.date ?? ""));
}
