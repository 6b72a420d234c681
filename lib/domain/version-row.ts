import type { SentView } from "./already-sent.ts";
import type { Deliverable } from "./deliverable.ts";
import type { VersionRow } from "./desk.ts";

/** A deliverable as the screen gets it: without the places, which only the server needs. */
export function versionRowOf(
  { places: _, ...deliverable }: Deliverable,
  ftrackUrl: string,
  sent: SentView | null = null,
): VersionRow {
  return { ...deliverable, ftrackUrl, sent };
}
