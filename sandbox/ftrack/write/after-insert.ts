import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { joinKey, primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import { addValueRows, spreadAttribute } from "./custom-values.ts";
import { mirrorLink } from "./link-mirror.ts";
import { checkNewRow } from "./row-rules.ts";
import type { Writer } from "./writer.ts";

const configuration = schema.must("CustomAttributeConfiguration");
const recipient = schema.must("Recipient");
const note = schema.must("Note");
const noteAuthor = columnOf("Note", "user_id");

/** What a new row brings with it. */
export function afterInsert(writer: Writer, row: Row): void {
  addValueRows(writer.store, row);
  if (row.type === configuration) spreadAttribute(writer.store, row);
  if (row.type === note && writer.callerId !== undefined) writer.defer(() => addRecipient(writer, row));
  checkNewRow(writer, row);
  mirrorLink(writer.store, row);
}

/** Who writes a note gets the answers to it, even if the rest of the batch lists other recipients. */
function addRecipient(writer: Writer, row: Row): void {
  const { callerId, store } = writer;
  if (callerId === undefined || textOf(row, noteAuthor) === undefined || !store.has(row)) return;
  const key = { note_id: primaryKeyOf(row), resource_id: callerId };
  if (store.get(recipient, joinKey(Object.values(key))) === undefined) writer.create(recipient, key);
}
