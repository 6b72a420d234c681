import type { FilesPort } from "#lib/services/context";
import { linkFolder } from "./link-folder.ts";
import { readSources } from "./read-sources.ts";
import { readDestination, readTargets } from "./read-targets.ts";
import { realPathsOf } from "./real-paths.ts";

/** The studio's storage, as this machine has it mounted. */
export function createFiles(): FilesPort {
  return {
    sources: readSources,
    destination: readDestination,
    targets: readTargets,
    realRoots: (roots) => realPathsOf(roots.map(({ path }) => path)),
    linkFolder,
  };
}
