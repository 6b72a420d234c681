import { ApiError } from "#sandbox/ftrack/api-error";
import { entityTypeName } from "#sandbox/ftrack/entity-type-name";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { entityById } from "./entity-by-id.ts";
import type { Writer } from "./writer.ts";

const configurations = schema.must("CustomAttributeLinkConfiguration");
const links = schema.must("CustomAttributeLink");
const oneToOne = columnOf("CustomAttributeLinkConfiguration", "one_to_one");
const forthFrom = columnOf("CustomAttributeLink", "from_id");
const forthConfiguration = columnOf("CustomAttributeLink", "configuration_id");
const contextObjectType = columnOf("Context", "object_type_id");

/** The columns of a configuration that tell what may stand at an end of its links. */
const ends = [
  {
    id: "from_id",
    kind: columnOf("CustomAttributeLinkConfiguration", "entity_type"),
    objectType: columnOf("CustomAttributeLinkConfiguration", "object_type_id"),
  },
  {
    id: "to_id",
    kind: columnOf("CustomAttributeLinkConfiguration", "entity_type_to"),
    objectType: columnOf("CustomAttributeLinkConfiguration", "object_type_id_to"),
  },
] as const;

/**
 * A link joins what its configuration says; one that is one to one starts from an entity only once.
 * @throws ApiError IntegrityError at the end of the batch
 */
export function checkLink(writer: Writer, row: Row): void {
  writer.defer(() => {
    const { store } = writer;
    if (!store.has(row) || row.type.family !== links.family) return;
    const configured = store.get(configurations, textOf(row, forthConfiguration) ?? "");
    if (configured === undefined) return;
    for (const end of ends) checkEnd(store, row, configured, end);
    if (configured.values[oneToOne.slot] !== true) return;
    const from = textOf(row, forthFrom);
    const same = store
      .lookup(forthFrom, from)
      .filter((other) => textOf(other, forthConfiguration) === primaryKeyOf(configured));
    if (same.length < 2) return;
    throw new ApiError("IntegrityError", `Duplicate entry '${from}' for key 'configuration_id_from_id': one to one`);
  });
}

function checkEnd(store: Store, row: Row, configured: Row, end: (typeof ends)[number]): void {
  const column = row.type.family.column(end.id);
  const id = column === undefined ? undefined : textOf(row, column);
  const kind = entityTypeName((textOf(configured, end.kind) ?? "").replaceAll("_", ""));
  const objectType = textOf(configured, end.objectType);
  const entity = id === undefined ? undefined : entityById(store, id);
  const fits = entity !== undefined && store.schema.types.get(kind)?.covers.has(entity.type) === true;
  if (fits && (objectType === undefined || textOf(entity, contextObjectType) === objectType)) return;
  throw new ApiError("IntegrityError", `${links.name}.${end.id}: '${id}' is no ${kind} that this attribute links`);
}
