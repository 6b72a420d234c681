import type { Person } from "./actor.ts";
import type { SentView } from "./already-sent.ts";
import type { Deliverable, Project } from "./deliverable.ts";
import type { FacetTable } from "./facets.ts";
import type { Plan, PlanItem } from "./plan.ts";
import type { TreeFolder } from "./plan-tree.ts";
import type { WrittenLink } from "./planned-link.ts";

/** What the desk's server page gives the screen for a project and upload type. */
export interface Facets {
  table: FacetTable;
  /** Sentences: statuses that the project's schema lacks. */
  remarks: readonly string[];
}

export type ProjectChoice = Pick<Project, "id" | "name" | "fullName">;

/**
 * One row of the table: a deliverable, without what only the server needs, with the address of its page in ftrack and what
 * uploads did with it before; null where none counts, or where nobody asked.
 */
export type VersionRow = Omit<Deliverable, "places"> & { ftrackUrl: string; sent: SentView | null };

export interface ShownVersions {
  rows: readonly VersionRow[];
  remarks: readonly string[];
  /** ISO 8601, UTC: when ftrack was asked. */
  askedAt: string;
}

/** Shown versions while they come: pages of rows, in no order. */
export type ComingVersions = Omit<ShownVersions, "rows"> & { pages: AsyncIterable<VersionRow[]> };

/** A plan's item as the screen gets it: at most `linksShown` links travel, `linkCount` says how many there are. */
export type PreviewItem = Omit<PlanItem, "deliverable" | "links" | "sourceFolder" | "way"> & {
  deliverable: VersionRow;
  links: readonly Pick<WrittenLink, "source" | "target" | "text" | "verdict">[];
  linkCount: number;
};

export interface Preview {
  plan: Omit<Plan, "items"> & { items: readonly PreviewItem[] };
  /** The destination before and after, folder by folder. */
  tree: TreeFolder;
  supervisors: readonly Person[];
  /** Sentences that are no stop: no supervisors found, the folder will be made, … */
  remarks: readonly string[];
}
