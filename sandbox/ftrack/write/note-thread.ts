import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { entityById } from "./entity-by-id.ts";
import { projectIdOf } from "./project-of.ts";

const note = schema.must("Note");
const threadId = columnOf("Note", "in_reply_to_id");
const parentId = columnOf("Note", "parent_id");
const projectId = columnOf("Note", "project_id");
const date = columnOf("Note", "date");
const activity = columnOf("Note", "thread_activity");

/** A note takes part in the project of what it is written on; a reply shows as the latest activity of its thread. */
export function joinThread(store: Store, reply: Row): void {
  const thread = store.get(note, textOf(reply, threadId) ?? "");
  const parent = entityById(store, textOf(reply, parentId) ?? "") ?? thread;
  const project = parent === undefined ? undefined : projectIdOf(parent, store);
  if (project !== undefined) store.set(reply, projectId, project);
  const written = textOf(reply, date);
  if (thread === undefined || written === undefined) return;
  if (written > (textOf(thread, activity) ?? "")) store.set(thread, activity, written);
}
