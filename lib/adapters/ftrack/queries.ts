import { AppError } from "#lib/domain/errors";
import type { PublishedDetail } from "#lib/services/ports/ftrack";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Ids in one `in (…)`: about 8 KB of text. */
const idsPerQuery = 200;

/** What facets need of a version, its place in the project and its components. */
const facetFields = [
  "version",
  "status.name",
  "status.color",
  "task.name",
  "task.type.name",
  "task.status.name",
  "task.status.color",
  "asset.name",
  "asset.parent.name",
  "asset.parent.link",
  "asset.ancestors.name",
  "components.name",
  "components.file_type",
  "components.system_type",
];

const placeFields = [
  "components.component_locations.location.name",
  "components.component_locations.resource_identifier",
];

/** What rows need beyond that: who, when, how large, which frames. */
const rowFields = [
  "comment",
  "date",
  "thumbnail_id",
  "user.username",
  "user.first_name",
  "user.last_name",
  "asset.parent.custom_attributes.key",
  "asset.parent.custom_attributes.value",
  "components.size",
  "components.metadata.key",
  "components.metadata.value",
];

/** What tells whether a later version stands in the same asset. */
const latestFields = ["asset.latest_version.version", "asset.latest_version.task_id"];

const userFields = ["username", "first_name", "last_name", "email", "is_active"];

/** The select list of a version's query. */
export function versionFields(detail: PublishedDetail): string {
  return ["id", ...fieldsOf(detail)].join(", ");
}

function fieldsOf(detail: PublishedDetail): string[] {
  switch (detail) {
    case "facets":
      return facetFields;
    case "facets-and-places":
      return [...facetFields, ...placeFields];
    case "rows":
      return [...facetFields, ...placeFields, ...rowFields, ...latestFields];
  }
}

/** The select list of a user, below a relation ("user.") or not (""). */
export function personFields(below: string): string {
  return userFields.map((field) => below + field).join(", ");
}

/** One id in an expression. Throws bad-input for anything but a uuid: nothing else may become part of a query. */
export function idText(id: string): string {
  if (uuid.test(id)) return id;
  throw new AppError("bad-input", `"${id.slice(0, 60)}" is not an id of ftrack.`);
}

/** Ids for `in (…)`. */
export function idList(ids: Iterable<string>): string {
  return [...ids].map(idText).join(", ");
}

/** Quoted text in an expression. The client's own `expression` leaves backslashes alone, with which a quote gets out. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"']/g, "\\$&")}"`;
}

/** Ids without doubles, in chunks that one query may hold. */
export function idChunks<T extends string>(ids: Iterable<T>): T[][] {
  return chunks([...new Set(ids)], idsPerQuery);
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
