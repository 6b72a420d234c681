import type { Deliverable, Project } from "./deliverable.ts";
import type { UploadType } from "./upload-type.ts";

/** What may happen to one link. */
export type LinkVerdict = "new" | "unchanged" | "replace" | "blocked" | "collides";

/** What may happen to one deliverable: the worst of its links, or a reason that lies before any link. */
export type ItemVerdict = LinkVerdict | "ineligible" | "incomplete" | "missing";

/** One link of an item; `writtenLink` gives its paths. */
export interface PlannedLink {
  /** Its name in the item's folder. */
  name: string;
  /** Name of the file that it leads to, in the item's source folder. */
  file: string;
  verdict: LinkVerdict;
  /** What the link in place says now, where one is replaced. */
  replaces: string | null;
  /** Bytes. */
  size: number;
  /** Modification time, nanoseconds since the epoch, in decimal: it does not fit a number. */
  mtimeNs: string;
}

export interface PlanItem {
  deliverable: Deliverable;
  verdict: ItemVerdict;
  /** Sentences: why this verdict. Never empty unless the verdict is "new" or "unchanged". */
  reasons: readonly string[];
  /** Sentences that must be acknowledged before the item runs. */
  warnings: readonly string[];
  /** `…/v003/left/NXP_sh0010_v003_left.%04d.exr`, or the file; null where ftrack's places lead nowhere. */
  sourcePath: string | null;
  /** The same below the destination; null where no link is planned. */
  targetPath: string | null;
  /** The folder that all links of this item go into; null where no link is planned. */
  folder: string | null;
  /** Where the files are, in the studio's mount form; "" where no link is planned. */
  sourceFolder: string;
  /** What is written into each link before its file's name; "" where no link is planned. */
  way: string;
  /** Frames found on disk as ranges, "1001-1100"; "" for single files. */
  frames: string;
  links: readonly PlannedLink[];
}

export interface Consents {
  /** Links of ours that lead elsewhere may be replaced. */
  replace: boolean;
  /** The warnings were read. */
  warnings: boolean;
}

export interface PlanTotals {
  items: number;
  /** Items that will run under the given consents. */
  runs: number;
  unchanged: number;
  /** Items that would run if a consent were given. */
  awaitingConsent: number;
  stopped: number;
  /** Links that will be made or replaced. */
  links: number;
  /** Bytes behind those links. */
  bytes: number;
  warnings: number;
}

/** Every link that an upload will make, each with a verdict. Frozen; the digest names it. */
export interface Plan {
  project: Pick<Project, "id" | "name">;
  uploadType: UploadType;
  /** Normalised, in the studio's mount form. */
  destination: string;
  comment: string;
  consents: Consents;
  items: readonly PlanItem[];
  totals: PlanTotals;
  /** sha256 in hex over all of the above that matters: see digestOf. */
  digest: string;
}
