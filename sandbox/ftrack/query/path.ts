import { collectionReader, referenceReader, scalarReader } from "#sandbox/ftrack/read/access";
import type {
  CollectionProperty,
  ColumnProperty,
  ComputedProperty,
  EntityType,
  Property,
  Schema,
  SingleProperty,
} from "#sandbox/ftrack/schema/model";
import type { Row } from "#sandbox/ftrack/store/row";
import { parseError } from "./parse.ts";
import type { Run } from "./run.ts";
import type { Path } from "./tree.ts";

/** One relation of a path: from a row of `owner`'s family to rows of `target`. */
export type Step = {
  readonly property: SingleProperty | CollectionProperty;
  readonly owner: EntityType;
  readonly target: EntityType;
};

/** Relations to follow, and the scalar to read at their end; without a scalar the path names the rows themselves. */
export type ResolvedPath = {
  readonly steps: readonly Step[];
  readonly scalar: ColumnProperty | ComputedProperty | undefined;
  readonly type: EntityType;
};

/**
 * Finds what a path means on *type*. Beyond the first name, attributes of subtypes are found too: `parent.status`
 * means something for those parents that have one.
 * @throws ApiError ParseError for a name that does not exist or leads nowhere.
 */
export function resolvePath(schema: Schema, type: EntityType, path: Path, polymorphic: boolean): ResolvedPath {
  const steps: Step[] = [];
  let current = type;
  let scalar: ResolvedPath["scalar"];
  const take = (name: string, cast: string | null, open: boolean) => {
    if (scalar !== undefined) throw parseError(`'${scalar.name}' is no relation, '${name}' can't follow it`, path.at);
    const property = attribute(current, name, open, path.at);
    if (property.kind === "derived") {
      for (const [index, part] of property.path.entries()) take(part, null, open || index > 0);
    } else if (property.kind === "column" || property.kind === "computed") {
      if (cast !== null) throw parseError(`'${name}' is no relation and can't be cast to '${cast}'`, path.at);
      scalar = property;
    } else {
      const target = cast === null ? property.target : castTarget(schema, cast, path.at);
      steps.push({ property, owner: current, target });
      current = target;
    }
  };
  for (const [index, { name, cast }] of path.segments.entries()) take(name, cast, polymorphic || index > 0);
  return { steps, scalar, type: current };
}

/** @throws ApiError ParseError */
export function attribute(type: EntityType, name: string, polymorphic: boolean, at: number): Property {
  const property = type.property(name, polymorphic);
  if (property === undefined) throw parseError(`No attribute '${name}' exists for schema '${type.name}'.`, at);
  return property;
}

export function castTarget(schema: Schema, name: string, at: number): EntityType {
  const type = schema.types.get(name);
  if (type === undefined || type.hidden) throw parseError(`No schema '${name}' exists.`, at);
  return type;
}

export type Test = (row: Row, run: Run) => boolean;

/** A test that some row at the end of *steps* passes *test*. */
export function someAlong(steps: readonly Step[], test: Test): Test {
  if (steps.filter(({ property }) => isCollection(property)).length > 1) return someAcross(steps, test);
  return steps.reduceRight<Test>((next, { property, target }) => {
    const cast = target !== property.target;
    const passes: Test = cast ? (row, run) => target.covers.has(row.type) && next(row, run) : next;
    if (!isCollection(property)) {
      const follow = referenceReader(property);
      return (row, run) => {
        const found = follow(row, run);
        return found !== undefined && passes(found, run);
      };
    }
    const gather = collectionReader(property);
    return (row, run) => {
      for (const member of gather(row, run)) if (passes(member, run)) return true;
      return false;
    };
  }, test);
}

/** The same through several collections, which may lead to one row in many ways: each is looked at once a step. */
function someAcross(steps: readonly Step[], test: Test): Test {
  const hops = steps.map(({ property, target }) => ({
    follow: membersAlong(property),
    admits: (row: Row) => target === property.target || target.covers.has(row.type),
  }));
  return (start, run) => {
    const seen: Set<Row>[] = [];
    const visit = (row: Row, index: number): boolean => {
      const hop = hops[index];
      if (hop === undefined) return test(row, run);
      for (const member of hop.follow(row, run)) {
        seen[index] ??= new Set();
        if (seen[index].has(member) || !hop.admits(member)) continue;
        seen[index].add(member);
        if (visit(member, index + 1)) return true;
      }
      return false;
    };
    return visit(start, 0);
  };
}

function membersAlong(property: Step["property"]): (row: Row, run: Run) => readonly Row[] {
  if (isCollection(property)) return collectionReader(property);
  const follow = referenceReader(property);
  return (row, run) => {
    const found = follow(row, run);
    return found === undefined ? [] : [found];
  };
}

function isCollection(property: Step["property"]): property is CollectionProperty {
  return property.kind !== "reference" && property.kind !== "computed-reference";
}

/** The values that a path leads to from *row*; a path to rows gives their ids. */
export function valuesAlong({ steps, scalar, type }: ResolvedPath): (row: Row, run: Run) => readonly unknown[] {
  const read = scalar === undefined ? idReader(type) : scalarReader(scalar);
  let values: unknown[] = [];
  const gather = someAlong(steps, (end, run) => {
    values.push(read(end, run));
    return false;
  });
  return (row, run) => {
    values = [];
    gather(row, run);
    return values;
  };
}

/** The first of the values that a path leads to, or null. */
export function firstAlong({ steps, scalar, type }: ResolvedPath): (row: Row, run: Run) => unknown {
  const read = scalar === undefined ? idReader(type) : scalarReader(scalar);
  if (steps.length === 0) return (row, run) => read(row, run) ?? null;
  let first: unknown = null;
  const find = someAlong(steps, (end, run) => {
    first = read(end, run);
    return true;
  });
  return (row, run) => {
    first = null;
    find(row, run);
    return first ?? null;
  };
}

/** Reads the (first) column of the primary key. */
export function idReader(type: EntityType): (row: Row, run: Run) => unknown {
  const slot = type.primaryKey[0]?.slot ?? 0;
  return (row) => row.values[slot];
}
