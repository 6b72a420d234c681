import { ApiError } from "#sandbox/ftrack/api-error";
import type { JsonRecord } from "#sandbox/ftrack/json";
import type { Permissions } from "#sandbox/ftrack/permissions";
import { Projection } from "#sandbox/ftrack/query/projection";
import type { ColumnProperty, EntityType, Family } from "#sandbox/ftrack/schema/model";
import { primaryKeyOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { createRow } from "./create.ts";
import { tellExactDates } from "./exact-dates.ts";
import { removeEntity } from "./remove.ts";
import { updateRow } from "./update.ts";

export type WriterOptions = {
  /** Who writes; nobody while content is loaded. */
  readonly caller?: Row;
  /** What the caller may write; anything if left out. */
  readonly permissions?: Permissions;
  /** The moment of writing, in its stored form. */
  readonly now: string;
  /** Refuses attributes that the schema does not have. */
  readonly strict: boolean;
};

/** The writes of one batch. Keys that name nothing yet may be filled by a later write; `finish` looks for them again. */
export class Writer {
  readonly store: Store;
  readonly caller: Row | undefined;
  readonly permissions: Permissions | undefined;
  readonly now: string;
  readonly strict: boolean;
  private readonly dangling: { readonly row: Row; readonly property: ColumnProperty }[] = [];
  private readonly created = new Set<Row>();
  private readonly atEnd: (() => void)[] = [];
  private readonly goneAlong = new Map<Family, Set<string>>();
  private readonly touched = new Map<Row, Set<string>>();

  constructor(store: Store, options: WriterOptions) {
    this.store = store;
    this.caller = options.caller;
    this.permissions = options.permissions;
    this.now = options.now;
    this.strict = options.strict;
  }

  get callerId(): string | undefined {
    return this.caller === undefined ? undefined : primaryKeyOf(this.caller);
  }

  /** @throws ApiError ValidationError, IntegrityError */
  create(type: EntityType, data: JsonRecord): Row {
    return createRow(this, type, data);
  }

  /** @throws ApiError ValueError if there is no such entity; ValidationError, IntegrityError */
  update(type: EntityType, key: string, data: JsonRecord): Row {
    return updateRow(this, type, key, data);
  }

  /** Deletes with everything that belongs to it. @throws ApiError ValueError, IntegrityError */
  remove(type: EntityType, key: string): void {
    removeEntity(this, type, key);
  }

  /** A foreign key as the very text that its target has: equal texts are found faster when they are the same one. */
  sharedKey({ column, target }: ColumnProperty, values: readonly unknown[]): unknown {
    const key = values[column.slot];
    const found = target === undefined || typeof key !== "string" ? undefined : this.store.get(target, key);
    return found === undefined ? key : (found.values[found.type.primaryKey[0]?.slot ?? -1] ?? key);
  }

  /** Notes a foreign key that was just written. */
  check(row: Row, property: ColumnProperty): void {
    if (!this.isFilled(row, property)) this.dangling.push({ row, property });
  }

  /** Puts off what can be told or done only once all of the batch is written. */
  defer(work: () => void): void {
    this.atEnd.push(work);
  }

  /** Notes that *row* went because something else did. */
  noteGone(row: Row): void {
    const keys = this.goneAlong.get(row.type.family) ?? new Set<string>();
    this.goneAlong.set(row.type.family, keys.add(primaryKeyOf(row)));
  }

  /** True if a write of this batch took that entity along: who deletes it as well finds the work done. */
  wentAlong({ family }: EntityType, key: string): boolean {
    return this.goneAlong.get(family)?.delete(key) === true;
  }

  /** Does what was put off. @throws ApiError IntegrityError */
  settle(): void {
    for (const work of this.atEnd) work();
    this.atEnd.length = 0;
  }

  /** @throws ApiError IntegrityError if a foreign key still names nothing. */
  finish(): void {
    this.settle();
    const [lost] = this.unfilled();
    this.dangling.length = 0;
    if (lost === undefined) return;
    const { row, property, key } = lost;
    const target = property.target?.name ?? "entity";
    throw new ApiError("IntegrityError", `${row.type.name}.${property.name}: there is no ${target} '${key}'`);
  }

  /** Foreign keys that were written and name nothing so far. */
  *unfilled(): Generator<{ readonly row: Row; readonly property: ColumnProperty; readonly key: string }> {
    for (const { row, property } of this.dangling) {
      if (!this.store.has(row) || this.isFilled(row, property)) continue;
      yield { row, property, key: String(row.values[property.column.slot]) };
    }
  }

  noteCreated(row: Row): void {
    if (this.caller !== undefined) this.created.add(row);
  }

  /** Notes that a write gave *names* of *row* a value, for its answer. */
  touch(row: Row, names: Iterable<string>): void {
    if (this.caller === undefined) return;
    const known = this.touched.get(row) ?? new Set<string>();
    this.touched.set(row, known);
    for (const name of names) {
      known.add(name);
      this.touchOtherEnds(row, name, known);
    }
  }

  /** What the answer of a write of *data* tells of *row*: what was touched in this batch, relations as mere mentions. */
  echo(row: Row, data: JsonRecord): Projection {
    const projection = new Projection(row.type);
    for (const name of this.touched.get(row) ?? []) projection.add(name, undefined, targetOf(row.type, name), true);
    tellExactDates(projection, row, data);
    return projection;
  }

  /** A key tells of its reference, a reference of its key, and both of the new entity's collection that they fill. */
  private touchOtherEnds(row: Row, name: string, known: Set<string>): void {
    const property = row.type.properties.get(name);
    const column = property?.kind === "column" || property?.kind === "reference" ? property.column : undefined;
    if (column === undefined || property === undefined) return;
    const target = property.kind === "reference" || property.kind === "column" ? property.target : undefined;
    if (target === undefined) return;
    known.add(column.name);
    for (const [other, { kind, ...rest }] of row.type.properties) {
      if (kind === "reference" && "column" in rest && rest.column === column) known.add(other);
    }
    const owner = this.store.inFamily(target.family, textOf(row, column) ?? "");
    if (owner === undefined || !this.created.has(owner)) return;
    const collections = [...owner.type.properties.values()].filter(
      (each) => each.kind === "members" && each.column === column && each.only === undefined && !each.restricted,
    );
    for (const { name: collection } of collections) this.touched.get(owner)?.add(collection);
  }

  private isFilled(row: Row, { column, target }: ColumnProperty): boolean {
    const key = row.values[column.slot];
    return target === undefined || typeof key !== "string" || this.store.get(target, key) !== undefined;
  }
}

function targetOf(type: EntityType, name: string): EntityType {
  const property = type.properties.get(name);
  return property !== undefined && "target" in property && property.target !== undefined ? property.target : type;
}
