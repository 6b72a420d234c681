/**
 * One entity type of the authored schema. `properties` holds one property per line (or several, parted by `;`):
 *
 *     size: integer = 0                     a stored value, with its default
 *     is_active: boolean ?= true            the same, but a default that the schema does not tell
 *     entity_id: key Context                a stored foreign key
 *     status -> Status                      a foreign key `status_id` and the reference `status`
 *     parent -> Context (context_id)        the same under another column's name
 *     versions <- AssetVersion.asset_id     a collection: the rows whose column holds our id
 *     metadata <= Metadata.parent_id        the same, mapped by key
 *     types >< TaskTypeSchemaType(task_type_schema_id, type_id)   a collection through rows of a link type
 *     link: string := link                  worked out by the function of that name
 *     project_id: key Project @ parent.project_id                 read along a path
 *
 * `owned` after a collection deletes its members together with their owner; `hidden` before a line keeps the property
 * from clients.
 */
export type EntityRow = {
  readonly name: string;
  readonly base?: string;
  readonly properties: string;
  /** Columns of the primary key; `id` if left out. Inherited. */
  readonly key?: string;
  readonly required?: string;
  readonly immutable?: string;
  readonly computed?: string;
  /** Projected when a query names none. Inherited; the primary key if left out. */
  readonly defaults?: string;
  /** Sent with every entity in full. Inherited. */
  readonly system?: string;
  /** What the schema calls them, where that differs from the public names. */
  readonly systemOnWire?: string;
  /** Sets of columns that no two rows may share, each like `asset_id version`. */
  readonly unique?: readonly string[];
  /** Foreign keys without which a row can't be created. */
  readonly needs?: string;
  /** Object type id of a concrete typed context. */
  readonly objectType?: string;
  /** What the server's older interfaces and its events call the type, such as `Show` for a Project. */
  readonly alias?: string;
  /** For a kind of list: what its rows hold, by which the older name tells them apart. */
  readonly listOf?: "task" | "assetversion";
  readonly groupBy?: boolean;
  /** Another name for the rows of the base type. */
  readonly twin?: boolean;
  /** Attributes of subtypes may be named on this type itself. */
  readonly open?: boolean;
  /** The schema does not tell the base. */
  readonly apart?: boolean;
  /** Rows that no client sees, such as those of a link table. */
  readonly hidden?: boolean;
};
