import type { FilesPort } from "#lib/services/ports/files";
import { linkFolder } from "./link-folder.ts";
import { readFolderNames, readHoldings } from "./read-folders.ts";
import { readHeads } from "./read-heads.ts";
import { readSources } from "./read-sources.ts";
import { readDestination, readTargets } from "./read-targets.ts";
import { readWays } from "./read-ways.ts";
import { realPathsOf } from "./real-paths.ts";
import { removeFolders } from "./remove-folders.ts";
import { removeLinks } from "./remove-links.ts";
import { clearLeftover, stagingLeftovers } from "./staging-leftovers.ts";

/** The studio's storage, as this machine has it mounted. */
export function createFiles(): FilesPort {
  return {
    sources: readSources,
    destination: readDestination,
    targets: readTargets,
    folderNames: readFolderNames,
    holdings: readHoldings,
    heads: readHeads,
    linksOnWay: async (paths) => new Map((await readWays(paths)).flat()),
    realRoots: (roots) => realPathsOf(roots.map(({ path }) => path)),
    linkFolder,
    removeLinks,
    removeFolders,
    stagingLeftovers,
    clearLeftover,
  };
}
