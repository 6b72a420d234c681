import type { FolderJob } from "#lib/services/ports/files";
import type { Place } from "./folder-place.ts";
import type { Hold } from "./held-folder.ts";
import type { Permit } from "./permit.ts";
import { removeFolders } from "./remove-folders.ts";

/** One attempt at a job, with what is known so far. */
export interface FolderRun {
  job: FolderJob;
  /** Octal, as a number. */
  mode: number;
  hold: Hold;
  place: Place;
  /** Folders that this job made, outermost first, in the studio's mount form; kept from attempt to attempt. */
  readonly created: Set<string>;
  progress: Progress;
  /** Rejects where the run is no longer this worker's. Asked right before anything becomes visible. */
  permit: Permit;
  /** Told before folders are made. */
  willMake(folders: readonly string[]): Promise<void>;
}

/** Counts links, and tells no more often than people can see. */
export interface Progress {
  add(links: number): void;
  /** Says the number of links that stand now, whatever was counted before. */
  settle(links: number): void;
}

const betweenMs = 100;

export function createProgress(tell: ((links: number) => void) | undefined): Progress {
  let links = 0;
  let toldAt = 0;
  return {
    add(more) {
      if (more === 0) return;
      links += more;
      const now = performance.now();
      if (tell === undefined || now - toldAt < betweenMs) return;
      toldAt = now;
      tell(links);
    },
    settle(now) {
      links = now;
      toldAt = performance.now();
      tell?.(links);
    },
  };
}

/**
 * Removes folders that a job made and that are empty, innermost first, each from its held parent inside of 00_ftp. Taken by
 * somebody else meanwhile, or gone: both are fine, and an empty folder that stays does no harm. Gives those that stay.
 */
export async function removeCreated(
  created: Iterable<string>,
  { ftpFolder, roots }: Pick<FolderJob, "ftpFolder" | "roots">,
): Promise<string[]> {
  const folders = [...created];
  const { left } = await removeFolders({ folders, ftpFolder, roots }).catch(() => ({
    left: folders.map((path) => ({ path })),
  }));
  const stay = new Set(left.map(({ path }) => path));
  return folders.filter((path) => stay.has(path));
}
