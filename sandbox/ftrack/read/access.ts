import type { CollectionProperty, ScalarProperty, SingleProperty } from "#sandbox/ftrack/schema/model";
import { primaryKeyOf, type Row } from "#sandbox/ftrack/store/row";
import { computedCollections, computedReferences, computedScalars } from "./computed.ts";
import type { Reader } from "./reader.ts";

type DirectScalar = Exclude<ScalarProperty, { kind: "derived" }>;

/** A function that reads a scalar off a row; a derived one is read along its path instead. */
export function scalarReader(property: DirectScalar): (row: Row, reader: Reader) => unknown {
  if (property.kind === "column") {
    const { slot } = property.column;
    return (row) => row.values[slot];
  }
  return known(computedScalars, property.compute);
}

/** A function that follows a reference. */
export function referenceReader(property: SingleProperty): (row: Row, reader: Reader) => Row | undefined {
  const { target } = property;
  if (property.kind === "computed-reference") {
    const compute = known(computedReferences, property.compute);
    return (row, reader) => compute(row, reader.store);
  }
  const { slot } = property.column;
  return (row, reader) => {
    const id = row.values[slot];
    return typeof id === "string" ? reader.store.get(target, id) : undefined;
  };
}

/** A function that gathers a collection. */
export function collectionReader(property: CollectionProperty): (row: Row, reader: Reader) => readonly Row[] {
  const { target } = property;
  switch (property.kind) {
    case "members": {
      const { column, only } = property;
      const whole = only === undefined && target.base === undefined;
      const belongs = (member: Row) =>
        target.covers.has(member.type) && (only === undefined || member.values[only.column.slot] === only.value);
      return (row, { store }) => {
        const members = store.lookup(column, primaryKeyOf(row));
        return whole ? members : members.filter(belongs);
      };
    }
    case "through": {
      const { own, other } = property;
      return (row, { store }) =>
        store.lookup(own, primaryKeyOf(row)).flatMap((link) => {
          const id = link.values[other.slot];
          return (typeof id === "string" ? store.get(target, id) : undefined) ?? [];
        });
    }
    case "computed-collection": {
      const { members } = known(computedCollections, property.compute);
      return (row, { store }) => members(row, store);
    }
  }
}

/** Rows that a relation leads to *member* from; a superset is enough. */
export function ownersReader(
  property: SingleProperty | CollectionProperty,
  ownerFamily: Row["type"]["family"],
): ((member: Row, reader: Reader) => readonly Row[]) | undefined {
  const byKey = (reader: Reader, key: unknown): readonly Row[] => {
    const owner = typeof key === "string" ? reader.store.inFamily(ownerFamily, key) : undefined;
    return owner === undefined ? [] : [owner];
  };
  switch (property.kind) {
    case "reference":
      return (member, { store }) => store.lookup(property.column, primaryKeyOf(member));
    case "computed-reference":
      return undefined;
    case "members":
      return (member, reader) => byKey(reader, member.values[property.column.slot]);
    case "through":
      return (member, reader) =>
        reader.store
          .lookup(property.other, primaryKeyOf(member))
          .flatMap((link) => byKey(reader, link.values[property.own.slot]));
    case "computed-collection": {
      const { owners } = known(computedCollections, property.compute);
      return (member, { store }) => owners(member, store);
    }
  }
}

function known<T>(registry: Readonly<Record<string, T>>, name: string): T {
  const found = registry[name];
  if (found === undefined) throw new Error(`The schema names "${name}", which nothing works out`);
  return found;
}
