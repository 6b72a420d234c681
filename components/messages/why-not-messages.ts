import { type FacetName, facetLabel } from "#lib/domain/selection";
import { type UploadType, uploadTypeLabel } from "#lib/domain/upload-type";

const review = (type: UploadType) => `${uploadTypeLabel[type].toLowerCase()} review`;
const listed = new Intl.ListFormat("en", { type: "conjunction" });

/** What the look-up "Why isn't my version here?" says beside the rules themselves. */
export const whyNotMessages = {
  title: "Why isn’t my version here?",
  shortcut: "Alt+W",
  description: (project: string, type: UploadType) =>
    `Finds any version of ${project} and says which rules keep it from ${review(type)}.`,
  field: "Shot, asset or version",
  placeholder: "sh0010 comp v003",
  hint: "Type a part of the shot’s, the asset’s or the version’s name; several words narrow it down.",
  searching: "Asking ftrack …",
  none: (typed: string) => `No version of this project fits “${typed}”.`,
  noneHint: "Every word must stand in the name of the shot or of the asset, or be the version’s number, as v003.",
  found: (count: number) => (count === 1 ? "1 version" : `${count.toLocaleString()} versions, the newest first`),
  more: (count: number) => `The newest ${count.toLocaleString()} are shown. Type more to narrow it down.`,
  fails: "Not listed",
  passes: "Ready",
  noTask: "No task",
  whoCanChange: "Who could change it:",
  nobody: "ftrack names nobody who is assigned to its task or manages the project.",
  assigned: (name: string) => `${name} (assigned)`,
  manages: (name: string, role: string) => (role === "" ? name : `${name} (${role})`),
  people: (names: readonly string[]) => listed.format(names),
  isListed: "is listed",
  fitsNotShown: "is ready and fits your choices; press Show to list it",
  leftOut: (facets: readonly FacetName[]) =>
    `is left out by your choice of ${listed.format(facets.map((name) => `*${facetLabel[name]}*`))}`,
  noUpload: (why: string) => `can’t be uploaded yet: ${why}`,
  bring: "Add to the choices and show",
} as const;
