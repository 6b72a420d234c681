import { z } from "zod";
import type { Person } from "#lib/domain/actor";
import type { PathStep, Project, StatusRef, TaskRef } from "#lib/domain/deliverable";
import { componentIdSchema, projectIdSchema, versionIdSchema } from "#lib/domain/ids";
import type { FoundVersion, PublishedComponent, PublishedVersion } from "#lib/domain/published";
import { noValue } from "#lib/domain/selection";
import { parse } from "./parse.ts";

const text = z.string().nullish();

const statusSchema = z
  .object({ id: z.string(), name: text, color: text })
  .transform(({ id, name, color }): StatusRef => ({ id, name: name ?? "", color: color ?? "#808080" }));

const namedSchema = z.object({ id: z.string(), name: text });

const taskSchema = z
  .object({ id: z.string(), name: text, type: namedSchema.nullish(), status: statusSchema })
  .transform(({ id, name, type, status }): TaskRef => {
    const department = type ? { id: type.id, name: type.name ?? "" } : { id: noValue, name: "No department" };
    return { id, name: name ?? "", department, status };
  });

const userSchema = z
  .object({ username: z.string(), first_name: text, last_name: text })
  .transform(({ username, first_name, last_name }) => ({
    username,
    name: fullName(first_name, last_name) || username,
  }));

const keyValuesSchema = z
  .array(z.object({ key: text, value: z.unknown() }))
  .nullish()
  .transform((pairs) => new Map(pairs?.map(({ key, value }) => [key ?? "", value])));

const contextSchema = z.object({ __entity_type__: z.string(), id: z.string(), name: text });

const parentSchema = contextSchema.extend({
  project_id: text,
  link: z.array(z.object({ id: z.string(), name: text, type: text })).nullish(),
  custom_attributes: keyValuesSchema,
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
  status: statusSchema,
  task: taskSchema.nullish(),
  user: userSchema.nullish(),
  date: text,
  comment: text,
  thumbnail_id: text,
  asset: z.object({
    id: z.string(),
    name: text,
    parent: parentSchema,
    ancestors: z.array(contextSchema).nullish(),
    latest_version: z.object({ version: z.number().nullish(), task_id: text }).nullish(),
  }),
  components: z.array(componentSchema).nullish(),
});

/** The components of one AssetVersion row; they share one PublishedVersion. */
export function publishedOf(row: unknown): PublishedComponent[] {
  return [...foundVersionOf(row).components];
}

export function foundVersionOf(row: unknown): FoundVersion {
  const wire = parse(versionSchema, row, "an AssetVersion");
  const { asset } = wire;
  const version: PublishedVersion = {
    versionId: wire.id,
    assetId: asset.id,
    version: wire.version ?? 0,
    status: wire.status,
    task: wire.task ?? null,
    artist: wire.user ?? null,
    date: wire.date ?? null,
    comment: wire.comment ?? "",
    newest: newestOf(wire),
    thumbnailId: wire.thumbnail_id ?? null,
    assetName: asset.name ?? "",
    context: contextPath(asset.parent, asset.ancestors ?? []),
    shotFrames: {
      fstart: numberOf(asset.parent.custom_attributes.get("fstart")),
      fend: numberOf(asset.parent.custom_attributes.get("fend")),
      handles: numberOf(asset.parent.custom_attributes.get("handles")),
    },
  };
  return { version, components: (wire.components ?? []).map((component) => ({ ...component, version })) };
}

/** The asset's latest version says it where it belongs to the same task; else only its versions can tell. */
function newestOf({ version, task, asset }: z.output<typeof versionSchema>): number | null {
  const latest = asset.latest_version;
  if (latest === undefined || latest === null) return null;
  const newest = latest.version ?? 0;
  return newest <= (version ?? 0) || (latest.task_id ?? null) === (task?.id ?? null) ? newest : null;
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
