import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { joinKey, primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import type { Writer } from "./writer.ts";

const note = schema.must("Note");
const labelLink = schema.must("NoteLabelLink");
const categoryId = columnOf("Note", "category_id");
const linkedNote = columnOf("NoteLabelLink", "note_id");
const linkedLabel = columnOf("NoteLabelLink", "label_id");

/** A note's category is its first label, so that older and newer clients see the same: whoever gives one gives the other. */
export function labelByCategory(writer: Writer, row: Row, before: unknown): void {
  writer.defer(() => {
    const { store } = writer;
    if (!store.has(row)) return;
    const keyOf = (label_id: string) => ({ note_id: primaryKeyOf(row), label_id });
    const isLinked = (label: string) => store.get(labelLink, joinKey(Object.values(keyOf(label)))) !== undefined;
    const category = textOf(row, categoryId);
    if (category !== undefined && !isLinked(category)) writer.create(labelLink, keyOf(category));
    if (typeof before !== "string" || before === category || !isLinked(before)) return;
    writer.remove(labelLink, joinKey(Object.values(keyOf(before))));
  });
}

/** A first label becomes its note's category, once all of the batch is written. */
export function categoryByLabel(writer: Writer, link: Row): void {
  writer.defer(() => refreshCategory(writer.store, link));
}

/** What a removed label leaves: the next one is the category, if that was it. */
export function refreshCategory(store: Store, link: Row): void {
  if (link.type !== labelLink) return;
  const noteId = textOf(link, linkedNote) ?? "";
  const row = store.get(note, noteId);
  if (row === undefined) return;
  const labels = store.lookup(linkedNote, noteId).map((each) => textOf(each, linkedLabel));
  const category = textOf(row, categoryId);
  if (category !== undefined && labels.includes(category)) return;
  const next = labels[0] ?? null;
  if (next !== (category ?? null)) store.set(row, categoryId, next);
}
