import type { EntityType, Schema } from "#sandbox/ftrack/schema/model";
import { parseError } from "./parse.ts";
import { attribute, castTarget } from "./path.ts";
import type { Path } from "./tree.ts";

/**
 * One attribute to send; `only` limits it to rows of a type, `child` says what to send of the rows it leads to. A date
 * may be told by its `exact` text instead of the stored one.
 */
export type Field = {
  readonly name: string;
  readonly only: EntityType | undefined;
  readonly child: Projection;
  readonly exact?: string;
};

/** What to send of the rows in one place of an answer. */
export class Projection {
  /** What the place may hold. */
  readonly type: EntityType;
  readonly fields = new Map<string, Field>();
  /** Sends the key alone. */
  readonly keyOnly: boolean;

  constructor(type: EntityType, keyOnly = false) {
    this.type = type;
    this.keyOnly = keyOnly;
  }

  /** The field of that name, added if it is not there yet. */
  add(name: string, only: EntityType | undefined, target: EntityType, keyOnly = false): Field {
    const label = only === undefined ? name : `${only.name}.${name}`;
    const known = this.fields.get(label);
    if (known !== undefined) return known;
    const field = { name, only, child: new Projection(target, keyOnly) };
    this.fields.set(label, field);
    return field;
  }

  /** Tells a date that the place sends anyway by its exact text. */
  tell(name: string, exact: string): void {
    const field = this.fields.get(name);
    if (field !== undefined) this.fields.set(name, { ...field, exact });
  }
}

/**
 * The projection that a query's paths name; without any, the type's default one.
 * @throws ApiError ParseError
 */
export function buildProjection(schema: Schema, type: EntityType, paths: readonly Path[]): Projection {
  const root = new Projection(type);
  for (const path of paths) addPath(schema, root, path);
  return root;
}

export function defaultProjection(type: EntityType): Projection {
  const root = new Projection(type);
  for (const name of type.defaults) root.add(name, undefined, type);
  return root;
}

function addPath(schema: Schema, root: Projection, path: Path): void {
  let place = root;
  let only: EntityType | undefined;
  for (const [index, { name, cast }] of path.segments.entries()) {
    // Every entity tells its type anyway; some clients ask for it.
    if (name === "__entity_type__" && index === path.segments.length - 1) return;
    const property = attribute(only ?? place.type, name, index > 0, path.at);
    const last = index === path.segments.length - 1;
    if (property.kind === "column" || property.kind === "computed" || property.kind === "derived") {
      if (!last || cast !== null) throw parseError(`'${name}' is no relation`, path.at);
      place.add(name, only, place.type);
      return;
    }
    if (property.kind === "members" && property.restricted) {
      throw parseError(`'${name}' can be asked about, but not selected`, path.at);
    }
    const { child } = place.add(name, only, property.target);
    if (last && property.kind === "members" && property.mapped) addKeyAndValue(child);
    only = cast === null ? undefined : castTarget(schema, cast, path.at);
    place = child;
  }
}

/** A mapped collection is of use only with the values that its keys map to. */
function addKeyAndValue(child: Projection): void {
  for (const name of new Set([...child.type.defaults, "key", "value"])) {
    if (child.type.properties.has(name)) child.add(name, undefined, child.type);
  }
}
