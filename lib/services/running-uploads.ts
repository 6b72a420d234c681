import type { Configuration } from "#lib/domain/configuration";
import { counted, listedFew, quoted } from "#lib/domain/sentences";
import { zonedClock } from "#lib/domain/zoned-time";
import type { ActiveUpload } from "#lib/services/ports/upload-records";
import type { SystemContext } from "./context.ts";

/** Sentences about uploads that link right now into the same folders, or the same versions: a new one will wait for them. */
export async function runningUploads(
  { store, configuration }: Pick<SystemContext, "store" | "configuration">,
  places: { folders: readonly string[]; components: readonly string[] },
): Promise<string[]> {
  const active = await store.uploads.active(places);
  return active.map((upload) => sentenceOf(upload, configuration));
}

function sentenceOf({ actor, submittedAt, folders, versionNames }: ActiveUpload, { report }: Configuration): string {
  const what = versionNames.length > 0 ? listedFew(versionNames) : `into ${intoFolders(folders)}`;
  const since = zonedClock(submittedAt, report.timeZone);
  return `${actor.name} is uploading ${what} right now, since ${since}. This upload will wait for that one.`;
}

function intoFolders(folders: readonly string[]): string {
  const [first = ""] = folders;
  return folders.length === 1 ? quoted(first) : counted(folders.length, "of the same folder", "of the same folders");
}
