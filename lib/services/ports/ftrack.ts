import type { Person } from "#lib/domain/actor";
import type { StatusPair, SupervisorSource } from "#lib/domain/configuration";
import type { Project, StatusRef } from "#lib/domain/deliverable";
import type { ComponentId, ProjectId } from "#lib/domain/ids";
import type { FoundVersion, PublishedComponent } from "#lib/domain/published";
import type { VersionNote } from "#lib/domain/version-detail";
import type { SearchWord } from "#lib/domain/version-search";

/** Status ids that go by a pair's names in one project's schema, and the names that the schema lacks. */
export interface ResolvedStatuses {
  versionStatusIds: readonly string[];
  taskStatusIds: readonly string[];
  missing: readonly { of: "version" | "task"; name: string }[];
}

export interface DeliveryNote {
  /** Derived from upload and version: writing it again changes nothing. */
  noteId: string;
  versionId: string;
  /** Empty: no note is written. */
  content: string;
  /** Metadata keys and values to set on the version. */
  metadata: Readonly<Record<string, string>>;
  /** A status to set, only where the version or task still has one of `onlyFrom`. All are status ids. */
  setStatus: { of: "version" | "task"; entityId: string; onlyFrom: readonly string[]; to: string } | null;
}

/** What ftrack refused to write on one version, in a sentence. `final`: it would refuse it again. */
export interface DeliveryRefusal {
  versionId: string;
  sentence: string;
  final: boolean;
}

/** Names of people, as ftrack has them. */
export interface PeopleAround {
  assignees: ReadonlyMap<string, readonly string[]>;
  managers: readonly { name: string; role: string }[];
}

/** `facets`: names and statuses; `facets-and-places`: locations too; `rows`: also dates, people, pictures and frames. */
export type PublishedDetail = "facets" | "facets-and-places" | "rows";

/** Which versions of a project may have changed. */
export interface TouchedIds {
  versionIds: readonly string[];
  taskIds: readonly string[];
  /** Of the versions of those tasks, only those with one of these statuses are wanted. */
  versionStatusIds: readonly string[];
}

/** Who hears of what changes in ftrack. */
export interface ChangeListener {
  /** An `ftrack.update` as it came. */
  onUpdate(event: unknown): void;
  /** From now on every change is heard of. */
  onHeard(): void;
  /** From now on changes are not heard of, for this reason; it is tried again by itself. Told after each try. */
  onDeaf(reason: string): void;
}

/** All of ftrack that the program needs. Each call has a deadline; reads are tried again, writes never blindly. Throws AppError ftrack-unavailable or ftrack-refused. */
export interface FtrackPort {
  /** Address of the server, and of one entity's page there. */
  serverUrl: string;
  pageOf(entity: "AssetVersion" | "Task", id: string, project: ProjectId): string;
  /** Active projects that the API user may see, by name. */
  projects(): Promise<Project[]>;
  resolveStatuses(project: Project, pair: StatusPair): Promise<ResolvedStatuses>;
  /**
   * All components of versions with these statuses, with no more of each than is asked for, each as what `as` makes of
   * it; null leaves it out. They come in pages, in no order: ftrack finds the next while one is worked on.
   */
  published<Row extends object>(
    project: ProjectId,
    statuses: ResolvedStatuses,
    detail: PublishedDetail,
    as: (component: PublishedComponent) => Row | null,
  ): AsyncIterable<Row[]>;
  /** The same, complete, by component id, whatever their statuses. Unknown ids and those of other projects are left out. */
  publishedById(project: ProjectId, ids: readonly ComponentId[]): Promise<PublishedComponent[]>;
  /** Versions of the project in which each word occurs, the newest first, at most `limit` (versions). One query. */
  searchVersions(project: ProjectId, words: readonly SearchWord[], limit: number): Promise<FoundVersion[]>;
  /** Who is assigned to these tasks, by task, and who manages the project, with the role's name. */
  peopleAround(project: ProjectId, taskIds: readonly string[]): Promise<PeopleAround>;
  /** Components of versions that may have changed, whatever their statuses; in one call for up to 1,000 ids of each kind. */
  publishedOf(project: ProjectId, touched: TouchedIds, detail: PublishedDetail): Promise<PublishedComponent[]>;
  /** The prefix for relative paths that the server's storage scenario gives this platform, or null. */
  storagePrefix(): Promise<string | null>;
  /** People whom a source in ftrack names for this project and these tasks. */
  supervisors(
    source: Exclude<SupervisorSource, { from: "directory-group" | "addresses" }>,
    project: ProjectId,
    taskIds: readonly string[],
  ): Promise<Person[]>;
  /** The ftrack user of that username, or null. */
  userId(username: string): Promise<string | null>;
  /**
   * Writes notes, metadata and statuses, at most 100 operations a batch; a note that is there already is left as it is.
   * Says which notes are there now, and what ftrack refused; that stops no other. Throws where ftrack can't be asked.
   */
  deliver(
    notes: readonly DeliveryNote[],
    authorId: string | null,
  ): Promise<{ noteIds: readonly string[]; refusals: readonly DeliveryRefusal[] }>;
  /** An image of the component, or null where ftrack has none. */
  thumbnail(componentId: string, size: number): Promise<{ contentType: string; bytes: Uint8Array } | null>;
  /** Statuses of these versions and their tasks now. */
  statusesOf(versionIds: readonly string[]): Promise<Map<string, { version: StatusRef; task: StatusRef | null }>>;
  /** Notes on a version, answers among them, the newest first. */
  notesOf(versionId: string): Promise<VersionNote[]>;
  /** Throws if ftrack does not answer. */
  ping(): Promise<void>;
  /** Throws if ftrack's event hub does not answer. */
  pingEvents(): Promise<void>;
  /** Hears of changes over one connection until it is closed, made again where it breaks. */
  listen(listener: ChangeListener): { close(): void };
}
