import type { JsonRecord } from "#sandbox/ftrack/json";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import type { Change } from "#sandbox/ftrack/store/change";
import { keyOf, primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import type { EventHub } from "./event-hub.ts";
import { legacyKind } from "./legacy-names.ts";
import { lineage } from "./lineage.ts";
import { type EntityChange, netChanges, removedRows } from "./net-changes.ts";

/** What a client calls itself, and its request, so that it can tell its own writes from those of others. */
export type ClientTokens = { readonly client: string | undefined; readonly push: string | undefined };

const username = columnOf("User", "username");
const firstName = columnOf("User", "first_name");
const lastName = columnOf("User", "last_name");
const objectType = columnOf("Context", "object_type_id");

/** Tells subscribers of `ftrack.update` what each batch changed: one event per batch. */
export class UpdateTeller {
  private readonly hub: EventHub;
  private readonly store: Store;

  constructor(hub: EventHub, store: Store) {
    this.hub = hub;
    this.store = store;
  }

  /** Nobody has to gather changes while nobody listens. */
  get isWanted(): boolean {
    return this.hub.size > 0;
  }

  /** Works out what to tell at once, since the store goes on changing; it is sent later. */
  tell(steps: readonly Change[], caller: Row, tokens: ClientTokens | undefined): void {
    const gone = removedRows(steps);
    const entities = netChanges(steps, this.store).map((change) => this.entity(change, gone));
    if (entities.length === 0) return;
    const user = { id: primaryKeyOf(caller), username: textOf(caller, username) ?? "" };
    const names = [textOf(caller, firstName), textOf(caller, lastName)].filter((name) => name !== undefined);
    const data = {
      entities,
      pushToken: tokens?.push ?? null,
      parents: [...new Set(entities.flatMap(({ parents }) => parents.map(({ entityId }) => entityId)))],
      user: { userid: user.id, name: names.join(" ") || user.username },
      clientToken: tokens?.client ?? null,
    };
    this.hub.tell("ftrack.update", data, sourceOf(user, tokens));
  }

  private entity({ row, action, changes }: EntityChange, gone: ReadonlyMap<string, Row>) {
    const line = lineage(row, this.store, gone);
    const parents = line.map((each, index) => {
      const above = line[index + 1];
      return { ...named(each), parentId: above === undefined ? null : idOf(above) };
    });
    return {
      ...named(row),
      action,
      keys: Object.keys(changes),
      changes,
      objectTypeId: row.type.family === objectType.family ? (textOf(row, objectType) ?? null) : null,
      parentId: parents[0]?.parentId ?? null,
      parents,
    };
  }
}

function named(row: Row) {
  return { entityId: idOf(row), entityType: legacyKind(row.type), entity_type: row.type.name };
}

/** The primary key; one of several parts is joined by commas. */
function idOf({ values, type }: Row): string {
  return type.primaryKey.length === 1
    ? keyOf(values, type.primaryKey)
    : type.primaryKey.map(({ slot }) => String(values[slot])).join(",");
}

function sourceOf(user: JsonRecord, tokens: ClientTokens | undefined): JsonRecord {
  const application = { applicationId: "ftrack.server", user };
  return tokens?.client === undefined
    ? { ...application, id: "ftrack.server" }
    : { ...application, id: tokens.client, clientToken: tokens.client };
}
