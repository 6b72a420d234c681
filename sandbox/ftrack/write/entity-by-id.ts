import { schema } from "#sandbox/ftrack/schema/schema";
import type { Row } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";

const families = [
  "Context",
  "AssetVersion",
  "Asset",
  "Component",
  "Resource",
  "Note",
  "List",
  "ReviewSession",
  "ReviewSessionObject",
  "TypedContextLink",
  "AssetVersionLink",
  "CalendarEvent",
  "ListObject",
].map((name) => schema.must(name).family);

/** The entity of that id among the kinds that notes, metadata and links hang on. */
export function entityById(store: Store, id: string): Row | undefined {
  for (const family of families) {
    const row = store.inFamily(family, id);
    if (row !== undefined) return row;
  }
  return undefined;
}
