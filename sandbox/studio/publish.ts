import { LOCATION } from "#sandbox/ftrack/known-ids";
import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import { filesOf, lookOf } from "./files.ts";
import { idOf, randomOf } from "./identity.ts";
import { bytesOf, type MediaFile, thumbnailOf } from "./media.ts";
import { userId } from "./people.ts";
import { fileName, placeOf, published, writingOf } from "./places.ts";
import type { ComponentRecipe } from "./recipes.ts";
import { type Damage, sceneOf } from "./scenes.ts";
import { artistOf, contextId } from "./tree.ts";
import type { Version } from "./versions.ts";
import { statusId, type TaskStatus, type VersionStatus } from "./workflow.ts";

/** Bytes that the ftrack server itself keeps, for thumbnails and review encodings. */
export interface ServerFile {
  contentType: string;
  bytes: Buffer;
}

/** What is true of one deliverable, for tests to compare with what the program says. */
export interface Deliverable {
  componentId: string;
  componentName: string;
  versionId: string;
  project: string;
  /** "NXP/seq010/sh0010" */
  shot: string;
  asset: string;
  version: number;
  department: string | null;
  camera: "left" | "right" | null;
  extension: string;
  /** Absolute, on this machine, with the publisher's token for the frame number. */
  path: string;
  versionStatus: VersionStatus;
  taskStatus: TaskStatus | null;
  eligibleFor: "internal" | "client" | null;
  damage: readonly Damage[];
}

export interface Published {
  operations: CreateOperation[];
  media: MediaFile[];
  serverFiles: Map<string, ServerFile>;
  deliverables: Deliverable[];
}

const wireDate = (date: Date) => ({ __type__: "datetime", value: date.toISOString().slice(0, 19) });

const comments = ["First pass", "Notes from dailies addressed", "New plate", "Edges reworked", "Grain matched", ""];

/** The asset comes with its first version. */
export function publishVersion(version: Version, projectsFolder: string): Published {
  const made: Published = { operations: [], media: [], serverFiles: new Map(), deliverables: [] };
  const { shot, asset, task, number } = version;
  const assetId = idOf(`asset ${shot.path} ${asset.name}`);
  const random = randomOf(`publishing of ${version.id}`);
  const scene = sceneOf(shot.path, asset.name);
  if (number === 1) {
    const data = { id: assetId, name: asset.name, context_id: contextId(shot.path), type_id: asset.typeId };
    made.operations.push(create("Asset", data));
  }
  const thumbnail = random() < 0.7 || scene ? thumbnailFor(version, made) : null;
  const date = new Date(Date.UTC(2026, 2, 2 * number, 8) + Math.floor(random() * 36 * 3600) * 1000);
  made.operations.push(
    create("AssetVersion", {
      id: version.id,
      asset_id: assetId,
      task_id: task?.id ?? null,
      user_id: userId(artistOf[asset.department]),
      status_id: statusId(shot.project, version.status),
      version: number,
      date: wireDate(date),
      comment: comments[Math.floor(random() * comments.length)] ?? "",
      is_published: true,
      thumbnail_id: thumbnail,
    }),
  );
  for (const component of asset.components) publishComponent(version, component, projectsFolder, made);
  if (random() < 0.45) addReviewEncodings(version, made);
  return made;
}

function publishComponent(version: Version, component: ComponentRecipe, projectsFolder: string, made: Published): void {
  const { shot, asset, task } = version;
  const id = componentIdOf(version, component.name);
  const place = placeOf(version, component);
  const damage = version.damage.filter((one) => one.component === component.name);
  const { media, size } = filesOf(shot, component, place, damage, projectsFolder);
  const path = `${place.folder}/${fileName(place, place.token ?? "")}`;
  const { locationId, resource } = published(path, writingOf(version), projectsFolder);
  made.media.push(...media);
  made.operations.push(
    create(component.sequence ? "SequenceComponent" : "FileComponent", {
      id,
      name: component.name,
      file_type: component.extension,
      size,
      version_id: version.id,
      ...(component.sequence ? { padding: 4 } : {}),
    }),
    componentLocation(id, locationId, resource),
    ...frameOperations(version, component, id, size),
  );
  made.deliverables.push({
    componentId: id,
    componentName: component.name,
    versionId: version.id,
    project: shot.project,
    shot: shot.path,
    asset: asset.name,
    version: version.number,
    department: task?.department ?? null,
    camera: component.camera,
    extension: component.extension,
    path: `${projectsFolder}/${path}`,
    versionStatus: version.status,
    taskStatus: task?.status ?? null,
    eligibleFor: eligibleFor(version),
    damage,
  });
}

export const componentIdOf = (version: Version, name: string) => idOf(`component ${version.id} ${name}`);

/** The upload type that a version and its task are ready for. */
export function eligibleFor({ status, task }: Pick<Version, "status" | "task">): "internal" | "client" | null {
  if (status === "Ready to review" && task?.status === "Pending Internal review") return "internal";
  return status === "Internal Approved" && task?.status === "Internal Approved" ? "client" : null;
}

function componentLocation(componentId: string, locationId: string, resource: string): CreateOperation {
  return create("ComponentLocation", {
    id: idOf(`place ${componentId} ${locationId}`),
    component_id: componentId,
    location_id: locationId,
    resource_identifier: resource,
  });
}

function reviewMeta(componentId: string, frameIn: number, frameOut: number): CreateOperation {
  return create("Metadata", {
    parent_id: componentId,
    parent_type: "Component",
    key: "ftr_meta",
    value: JSON.stringify({ frameIn, frameOut, frameRate: 24 }),
  });
}

/** Frame numbers that the component itself tells: members, or review metadata. Most leave it to the shot. */
function frameOperations(version: Version, component: ComponentRecipe, id: string, size: number): CreateOperation[] {
  const { first, last } = version.shot.frames;
  const random = randomOf(`frames of ${id}`);
  if (component.extension === ".mov") return random() < 0.5 ? [reviewMeta(id, first, last)] : [];
  if (!component.sequence || version.damage.length > 0) return [];
  const count = last - first + 1;
  if (random() < (version.shot.cut === null ? 0.5 : 0.1)) {
    return Array.from({ length: count }, (_, index) =>
      create("FileComponent", {
        id: idOf(`member ${id} ${index}`),
        name: String(first + index).padStart(4, "0"),
        file_type: component.extension,
        size: Math.round(size / count),
        container_id: id,
      }),
    );
  }
  return version.shot.cut === null && random() < 0.4 ? [reviewMeta(id, first, last)] : [];
}

function keep(made: Published, id: string, file: ServerFile): void {
  made.serverFiles.set(id, file);
  made.operations.push(componentLocation(id, LOCATION.server, id));
}

function thumbnailFor(version: Version, made: Published): string {
  const id = componentIdOf(version, "thumbnail");
  const text = [...version.shot.steps.slice(-2).map(({ name }) => name), `v${version.number}`].join(" ");
  const bytes = thumbnailOf(lookOf(version.shot, version.shot.frames.first + version.number * 3), text);
  made.operations.push(create("FileComponent", { id, name: "thumbnail", file_type: ".png", size: bytes.length }));
  keep(made, id, { contentType: "image/png", bytes });
  return id;
}

/** What ftrack makes for its player: components of the version, and no deliverables. */
function addReviewEncodings(version: Version, made: Published): void {
  const { first, last } = version.shot.frames;
  const look = lookOf(version.shot);
  const movie = bytesOf({ kind: "mov", path: "", look, frames: last - first + 1 });
  const still = bytesOf({ kind: "jpg", path: "", look });
  const encodings = [
    { name: "ftrackreview-mp4-1080p", fileType: ".mp4", contentType: "video/quicktime", bytes: movie },
    { name: "ftrackreview-image", fileType: ".jpg", contentType: "image/jpeg", bytes: still },
  ];
  for (const { name, fileType, contentType, bytes } of encodings) {
    const id = componentIdOf(version, name);
    const data = { id, name, file_type: fileType, size: bytes.length, version_id: version.id };
    made.operations.push(create("FileComponent", data));
    keep(made, id, { contentType, bytes });
    if (fileType === ".mp4") made.operations.push(reviewMeta(id, 0, last - first));
  }
}
