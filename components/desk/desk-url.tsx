import {
  createLoader,
  createSerializer,
  debounce,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
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

/** What is chosen inside a project: this is remembered for each project, and is what a preset holds. */
const choiceParsers = {
  type: parseAsStringLiteral(types).withOptions({ history: "push" }),
  department: many,
  sequence: many,
  shot: many,
  asset: many,
  extension: many,
  camera: many,
} satisfies Record<FacetName | "type", unknown>;
export type ChoiceInUrl = inferParserType<typeof choiceParsers>;

/** What the screen's own selection reads of the address. `show`: the rows were asked for, so a link with it asks at once. */
export const selectionParsers = {
  project: parseAsString.withOptions({ history: "push" }),
  ...choiceParsers,
  show: parseAsStringLiteral(["1"]),
};

/** All that the address of the desk holds. */
export const deskParsers = {
  ...selectionParsers,
  destination: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(300) }),
  ...tableParsers,
};

/** For the server's page. */
export const loadDesk = createLoader(deskParsers);

/** What is chosen inside a project as a query of its own, and back. */
export const choiceQuery = createSerializer(choiceParsers);
export const loadChoice = createLoader(choiceParsers);

/** Whether an address chooses nothing at all: the last selection stands in for it then. */
export function choosesNothing({ project, ...choice }: Pick<DeskInUrl, "project"> & ChoiceInUrl): boolean {
  return project === null && choiceQuery(choice) === "";
}
type DeskInUrl = inferParserType<typeof deskParsers>;
