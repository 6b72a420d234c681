import { createLoader, debounce, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { FacetName } from "#lib/domain/selection";
import type { UploadType } from "#lib/domain/upload-type";

const types: readonly UploadType[] = ["internal", "client"];
const many = parseAsArrayOf(parseAsString).withDefault([]);

/** How the table stands: order and groups as people read them, and the filter's text. */
export const tableParsers = {
  sort: parseAsString.withDefault(""),
  group: parseAsString.withDefault(""),
  find: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(300) }),
};

/** What the address of the desk holds. Project and type bring new facets from the server; all else cascades on the screen. */
export const deskParsers = {
  project: parseAsString.withOptions({ shallow: false, history: "push" }),
  type: parseAsStringLiteral(types).withOptions({ shallow: false, history: "push" }),
  department: many,
  sequence: many,
  shot: many,
  asset: many,
  extension: many,
  camera: many,
  destination: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(300) }),
  ...tableParsers,
} satisfies Record<FacetName | "project" | "type" | "destination" | "sort" | "group" | "find", unknown>;

/** For the server's page. */
export const loadDesk = createLoader(deskParsers);
