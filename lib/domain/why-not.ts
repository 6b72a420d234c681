import type { StatusPair } from "./configuration.ts";
import type { Deliverable, DeliverableFacets } from "./deliverable.ts";
import { type DeliverableRules, deliverableOf, versionNameOf, whyNoDeliverable } from "./deliverable-of.ts";
import { eligibility } from "./eligibility.ts";
import type { FoundVersion, PublishedComponent, PublishedVersion } from "./published.ts";
import { sameName } from "./same-name.ts";
import type { UploadType } from "./upload-type.ts";

/** One component of a version that was looked for. */
export interface ComponentCase {
  componentId: string;
  name: string;
  /** Why it is no deliverable, read after its name; null for a deliverable. */
  reason: string | null;
  /** Why it could not be uploaded all the same: no place on disk is known. Null where one is. */
  noPlace: string | null;
  /** What the facets go by; null for what is no deliverable. */
  facets: DeliverableFacets | null;
}

/** A version that was looked for, with each rule that keeps it from being listed. */
export interface VersionCase extends Pick<Deliverable, "versionId" | "task" | "artist" | "date" | "thumbnailId"> {
  name: string;
  /** Of the shot, below the project: tells namesakes apart. */
  shotPath: string;
  versionStatus: Deliverable["versionStatus"];
  /** Rules that the version fails, each read after its name; with none its deliverables are listed. */
  reasons: readonly string[];
  components: readonly ComponentCase[];
}

export interface WhyNotRules extends DeliverableRules {
  pair: StatusPair;
  uploadType: UploadType;
}

/** What the look-up says: newest versions first. */
export interface WhyNot {
  versions: readonly (VersionCase & { ftrackUrl: string; assignees: readonly string[] })[];
  /** Who manages or supervises the project, with the role's name in ftrack. */
  managers: readonly { name: string; role: string }[];
  /** Sentences: statuses that the project's schema lacks. */
  remarks: readonly string[];
  /** More versions fit than these. */
  more: boolean;
}

/** Every rule that a version and its components fail for an upload type. */
export function whyNotListed({ version, components }: FoundVersion, rules: WhyNotRules): VersionCase {
  const eligible = eligibility({ version: version.status, task: version.task }, rules.pair, rules.uploadType);
  const cases = components.map((component) => componentCase(component, rules));
  const nothing = nothingToUpload(cases);
  return {
    versionId: version.versionId,
    name: versionNameOf(version, rules.project),
    shotPath: version.context.map((step) => step.name).join(" / ") || rules.project.name,
    versionStatus: version.status,
    ...partOf(version),
    reasons: [...(eligible.eligible ? [] : eligible.reasons), ...(nothing === null ? [] : [nothing])],
    components: cases,
  };
}

function partOf({ task, artist, date, thumbnailId }: PublishedVersion) {
  return { task, artist, date, thumbnailId };
}

function nothingToUpload(cases: readonly ComponentCase[]): string | null {
  if (cases.length === 0) return "has no components; there is nothing to upload until files are published in it";
  if (cases.some(({ reason }) => reason === null)) return null;
  return "has no deliverable among its components; publish one with the files themselves";
}

function componentCase(published: PublishedComponent, rules: WhyNotRules): ComponentCase {
  const { componentId, componentName: name } = published;
  const deliverable = deliverableOf(published, rules);
  if (deliverable === null) {
    return { componentId, name, reason: whyNoDeliverable(published, rules), noPlace: null, facets: null };
  }
  const { department, sequence, shot, assetName, extension, camera } = deliverable;
  return {
    componentId,
    name,
    reason: null,
    noPlace: deliverable.sourcePath === null ? whyNoPlace(published, rules) : null,
    facets: { componentId, department, sequence, shot, assetName, extension, camera },
  };
}

function whyNoPlace({ places }: PublishedComponent, { configuration }: WhyNotRules): string {
  const [first] = places;
  if (first === undefined) return "ftrack names no place where its files are; publish it to a location on disk";
  const counted = places.find(({ location }) => configuration.locations.some(({ name }) => sameName(name, location)));
  if (counted !== undefined) {
    return `its place \`${counted.resourceIdentifier}\` is on no storage of this server; ask the pipeline team about storage.roots`;
  }
  const known = configuration.locations.map(({ name }) => `*${name}*`).join(", ");
  return `its files are in *${first.location}*, which does not count; published to ${known}, they would`;
}
