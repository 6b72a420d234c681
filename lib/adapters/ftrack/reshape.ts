import { z } from "zod";
import type { Person } from "#lib/domain/actor";
import type { PathStep, Project, StatusRef, TaskRef } from "#lib/domain/deliverable";
import { componentIdSchema, projectIdSchema, versionIdSchema } from "#lib/domain/ids";
import type { FoundVersion, PublishedComponent, PublishedVersion } from "#lib/domain/published";
import { noValue } from "#lib/domain/selection";
import { once } from "./once.ts";
import { parse } from "./parse.ts";

const text = z.string().nullish();
/** Read on its own: see `once`. */
const other = z.unknown().optional();

const namedSchema = z.object({ id: z.string(), name: text });

const statusSchema = namedSchema
  .extend({ color: text })
  .transform(({ id, name, color }): StatusRef => ({ id, name: name ?? "", color: color ?? "#808080" }));
const statusOf = once((value) => parse(statusSchema, value, "a Status"));

const typeSchema = namedSchema.transform(({ id, name }) => ({ id, name: name ?? "" }));
const departmentOf = once((value) => parse(typeSchema, value, "a Type"));
const noDepartment = { id: noValue, name: "No department" };

const taskSchema = namedSchema.extend({ type: other, status: other });
const taskOf = once((value): TaskRef => {
  const { id, name, type, status } = parse(taskSchema, value, "a Task");
  return { id, name: name ?? "", department: type ? departmentOf(type) : noDepartment, status: statusOf(status) };
});

const userSchema = z
  .object({ username: z.string(), first_name: text, last_name: text })
  .transform(({ username, first_name, last_name }) => ({
    username,
    name: fullName(first_name, last_name) || username,
  }));
const artistOf = once((value) => parse(userSchema, value, "a User"));

const keyValuesSchema = z
  .array(z.object({ key: text, value: z.unknown() }))
  .nullish()
  .transform((pairs) => new Map(pairs?.map(({ key, value }) => [key ?? "", value])));

const contextSchema = z.object({ __entity_type__: z.string(), id: z.string(), name: text });
const contextOf = once((value) => parse(contextSchema, value, "a context"));

const parentSchema = contextSchema.extend({
  project_id: text,
  link: z.array(z.object({ id: z.string(), name: text, type: text })).nullish(),
  custom_attributes: keyValuesSchema,
});
const parentOf = once((value) => parse(parentSchema, value, "an asset's parent"));

const latestSchema = z.object({ version: z.number().nullish(), task_id: text });
const assetSchema = z.object({
  id: z.string(),
  name: text,
  parent: other,
  ancestors: z.array(z.unknown()).nullish(),
  latest_version: latestSchema.nullish(),
});
type ReadAsset = Pick<PublishedVersion, "assetId" | "assetName" | "context" | "shotFrames"> & {
  latest: z.output<typeof latestSchema> | null;
};
const assetOf = once((value): ReadAsset => {
  const asset = parse(assetSchema, value, "an Asset");
  const parent = parentOf(asset.parent);
  return {
    assetId: asset.id,
    latest: asset.latest_version ?? null,
    assetName: asset.name ?? "",
    context: contextPath(parent, (asset.ancestors ?? []).map(contextOf)),
    shotFrames: {
      fstart: numberOf(parent.custom_attributes.get("fstart")),
      fend: numberOf(parent.custom_attributes.get("fend")),
      handles: numberOf(parent.custom_attributes.get("handles")),
    },
  };
});

const placeSchema = z.object({ location: namedSchema.nullish(), resource_identifier: text }).transform((place) => ({
  location: place.location?.name ?? "",
  resourceIdentifier: place.resource_identifier ?? "",
}));

const componentSchema = z
  .object({
    id: componentIdSchema,
    name: text,
    file_type: text,
    system_type: z.enum(["file", "sequence", "container"]),
    size: z.number().nullish(),
    component_locations: z.array(placeSchema).nullish(),
    metadata: keyValuesSchema,
  })
  .transform((component): Omit<PublishedComponent, "version"> => {
    const reviewMeta = component.metadata.get("ftr_meta");
    return {
      componentId: component.id,
      componentName: component.name ?? "",
      fileType: component.file_type ?? "",
      systemType: component.system_type,
      size: component.size ?? 0,
      places: component.component_locations?.filter(({ resourceIdentifier }) => resourceIdentifier !== "") ?? [],
      memberFrames: null,
      reviewMeta: typeof reviewMeta === "string" ? reviewMeta : null,
    };
  });

const versionSchema = z.object({
  id: versionIdSchema,
  version: z.number().nullish(),
  status: other,
  task: other,
  user: other,
  date: text,
  comment: text,
  thumbnail_id: text,
  asset: other,
  components: z.array(componentSchema).nullish(),
});

/** The components of one AssetVersion row; they share one PublishedVersion. */
export function publishedOf(row: unknown): PublishedComponent[] {
  return [...foundVersionOf(row).components];
}

export function foundVersionOf(row: unknown): FoundVersion {
  const wire = parse(versionSchema, row, "an AssetVersion");
  const { latest, ...asset } = assetOf(wire.asset);
  const task = wire.task ? taskOf(wire.task) : null;
  const number = wire.version ?? 0;
  const version: PublishedVersion = {
    versionId: wire.id,
    version: number,
    status: statusOf(wire.status),
    task,
    artist: wire.user ? artistOf(wire.user) : null,
    date: wire.date ?? null,
    comment: wire.comment ?? "",
    newest: newestOf(number, task, latest),
    thumbnailId: wire.thumbnail_id ?? null,
    ...asset,
  };
  return { version, components: (wire.components ?? []).map((component) => ({ ...component, version })) };
}

/** The asset's latest version says it where it belongs to the same task; else only its versions can tell. */
function newestOf(version: number, task: TaskRef | null, latest: ReadAsset["latest"]): number | null {
  if (latest === null) return null;
  const newest = latest.version ?? 0;
  return newest <= version || (latest.task_id ?? null) === (task?.id ?? null) ? newest : null;
}

/**
 * `link` has the order, but calls everything below the project a TypedContext; the entities know their concrete type.
 * The project is left out, unless it is itself the asset's parent.
 */
function contextPath(
  parent: z.output<typeof parentSchema>,
  ancestors: readonly z.output<typeof contextSchema>[],
): PathStep[] {
  const typeById = new Map(ancestors.map((ancestor) => [ancestor.id, ancestor.__entity_type__]));
  const own: PathStep = { id: parent.id, name: parent.name ?? "", type: parent.__entity_type__ };
  const above = (parent.link ?? [])
    .filter(({ id, type }) => id !== parent.id && id !== parent.project_id && type !== "Project")
    .map(({ id, name, type }): PathStep => ({ id, name: name ?? "", type: typeById.get(id) ?? type ?? "" }));
  return [...above, own];
}

const projectSchema = z
  .object({
    id: projectIdSchema,
    name: z.string(),
    full_name: text,
    project_schema_id: z.string(),
    root: text,
    disk: z.object({ unix: text, windows: text }).nullish(),
  })
  .transform(
    ({ id, name, full_name, project_schema_id, root, disk }): Project => ({
      id,
      name,
      fullName: full_name || name,
      schemaId: project_schema_id,
      root: root || null,
      disk: disk ? { unix: disk.unix ?? "", windows: disk.windows ?? "" } : null,
    }),
  );

export function projectOf(row: unknown): Project {
  return parse(projectSchema, row, "a Project");
}

const personSchema = z.object({
  username: z.string(),
  first_name: text,
  last_name: text,
  email: text,
  is_active: z.boolean().nullish(),
});

/** A person who can be written to, or null for an inactive one or one without an address. */
export function personOf(user: unknown): Person | null {
  if (user === null || user === undefined) return null;
  const { username, first_name, last_name, email, is_active } = parse(personSchema, user, "a User");
  if (is_active === false || !email) return null;
  return { username, name: fullName(first_name, last_name) || username, email };
}

const namedUserSchema = personSchema.extend({ username: text });

/** The name of a person who is there; null for one who has left, for a group and for nobody. */
export function nameOfUser(user: unknown): string | null {
  if (user === null || user === undefined) return null;
  const { username, first_name, last_name, is_active } = parse(namedUserSchema, user, "a User");
  return is_active === false || !username ? null : fullName(first_name, last_name) || username;
}

const versionStatusSchema = z.object({
  id: z.string(),
  status: statusSchema,
  task: z.object({ status: statusSchema }).nullish(),
});

export function statusesOfVersion(row: unknown): { id: string; version: StatusRef; task: StatusRef | null } {
  const { id, status, task } = parse(versionStatusSchema, row, "an AssetVersion's status");
  return { id, version: status, task: task?.status ?? null };
}

function fullName(first: string | null | undefined, last: string | null | undefined): string {
  return `${first ?? ""} ${last ?? ""}`.trim();
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
