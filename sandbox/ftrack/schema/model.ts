import type { EntityRow } from "./entity-row.ts";
import type { ScalarType } from "./property-line.ts";

/** A stored value of a family's rows, at *slot* of `row.values`. */
export type Column = {
  readonly name: string;
  readonly slot: number;
  readonly family: Family;
  /** Rows can be looked up by this value: foreign keys, and columns that a collection is gathered by. */
  indexed: boolean;
};

type Named = { readonly name: string; readonly hidden: boolean };
type Scalar = Named & { readonly type: ScalarType; readonly target?: EntityType };

export type ColumnProperty = Scalar & {
  readonly kind: "column";
  readonly column: Column;
  readonly default?: string | number | boolean;
  /** The schema does not tell the default. */
  readonly quiet: boolean;
};
export type ComputedProperty = Scalar & { readonly kind: "computed"; readonly compute: string };
export type DerivedProperty = Scalar & { readonly kind: "derived"; readonly path: readonly string[] };
type ReferenceProperty = Named & {
  readonly kind: "reference";
  readonly target: EntityType;
  readonly column: Column;
};
type ComputedReferenceProperty = Named & {
  readonly kind: "computed-reference";
  readonly target: EntityType;
  readonly compute: string;
};
type ComputedCollectionProperty = Named & {
  readonly kind: "computed-collection";
  readonly target: EntityType;
  readonly compute: string;
};
export type MembersProperty = Named & {
  readonly kind: "members";
  readonly target: EntityType;
  readonly column: Column;
  readonly mapped: boolean;
  readonly owned: boolean;
  readonly restricted: boolean;
  readonly only?: { readonly column: Column; readonly value: string };
};
export type ThroughProperty = Named & {
  readonly kind: "through";
  readonly target: EntityType;
  readonly link: EntityType;
  readonly own: Column;
  readonly other: Column;
};

export type ScalarProperty = ColumnProperty | ComputedProperty | DerivedProperty;
export type SingleProperty = ReferenceProperty | ComputedReferenceProperty;
export type CollectionProperty = MembersProperty | ThroughProperty | ComputedCollectionProperty;
export type Property = ScalarProperty | SingleProperty | CollectionProperty;

/** Types whose rows share one table and one space of keys, such as Context with Project, Task and Shot. */
export class Family {
  readonly name: string;
  readonly columns: Column[] = [];
  private readonly byName = new Map<string, Column>();

  constructor(name: string) {
    this.name = name;
  }

  column(name: string): Column | undefined {
    return this.byName.get(name);
  }

  /** The column of that name, declared now if it is not yet. */
  declare(name: string): Column {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const column = { name, slot: this.columns.length, family: this, indexed: false };
    this.columns.push(column);
    this.byName.set(name, column);
    return column;
  }
}

export class EntityType {
  readonly name: string;
  readonly row: EntityRow;
  readonly base: EntityType | undefined;
  readonly family: Family;
  /** Own and inherited. */
  readonly properties: Map<string, Property>;
  /** Itself and every type below it: the types whose rows are also of this type. */
  readonly covers = new Set<EntityType>();
  primaryKey: readonly Column[] = [];
  needs: readonly Column[] = [];
  unique: readonly (readonly Column[])[] = [];
  defaults: readonly string[] = [];
  system: readonly string[] = [];
  /** What can't be changed once the entity is there. */
  immutable: ReadonlySet<string> = new Set();
  /** Columns of any type whose foreign key may name a row of this type. */
  readonly referredBy: { readonly type: EntityType; readonly column: Column }[] = [];

  constructor(row: EntityRow, base: EntityType | undefined) {
    this.name = row.name;
    this.row = row;
    this.base = base;
    this.family = base?.family ?? new Family(row.name);
    this.properties = new Map(base?.properties);
  }

  get hidden(): boolean {
    return this.row.hidden === true;
  }

  /** This type and its bases, nearest first. */
  *lineage(): Generator<EntityType> {
    yield this;
    if (this.base !== undefined) yield* this.base.lineage();
  }

  /**
   * What clients may name on this type; with *polymorphic* also what only some of its rows have: rather a relation
   * than a scalar, since `parent.status` means a task's status, and not that of a project, which is mere text.
   */
  property(name: string, polymorphic: boolean): Property | undefined {
    const own = this.properties.get(name);
    if (own !== undefined) return own.hidden ? undefined : own;
    if (!polymorphic && this.row.open !== true) return undefined;
    let scalar: Property | undefined;
    for (const subtype of this.covers) {
      const found = subtype.properties.get(name);
      if (found === undefined || found.hidden) continue;
      if (found.kind !== "column" && found.kind !== "computed" && found.kind !== "derived") return found;
      scalar ??= found;
    }
    return scalar;
  }
}

export class Schema {
  readonly types: ReadonlyMap<string, EntityType>;

  constructor(types: ReadonlyMap<string, EntityType>) {
    this.types = types;
  }

  /** A type that the schema's own rows name. */
  must(name: string): EntityType {
    const type = this.types.get(name);
    if (type === undefined) throw new Error(`The schema has no entity type ${name}`);
    return type;
  }
}
