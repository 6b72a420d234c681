import { type CreateOperation, create } from "#sandbox/ftrack/operation";
import type { MediaFile } from "./media.ts";
import { peopleOperations } from "./people.ts";
import { locationOperations } from "./places.ts";
import { componentIdOf, type Deliverable, publishVersion, type ServerFile } from "./publish.ts";
import { type Scene, scenes } from "./scenes.ts";
import { stockOperations } from "./stock.ts";
import { contextOperations, projectOperations, taskOperations } from "./tree.ts";
import { planVersions, type Version } from "./versions.ts";
import { workflowOperations } from "./workflow.ts";

export type { Deliverable } from "./publish.ts";

export interface StudioContent {
  /** All of ftrack, in an order in which it can be created. */
  operations: CreateOperation[];
  /** All of the storage. */
  media: MediaFile[];
  /** Bytes of components in `ftrack.server`, by component id. */
  serverFiles: Map<string, ServerFile>;
  deliverables: Deliverable[];
  /** Deliverables of the newest version of each scene, in the order of its components. */
  scenes: Record<keyof typeof scenes, Deliverable[]>;
  /** 00_ftp folders, as artists name them, by project. */
  ftpFolders: { NXP: string; EPI: string };
}

/** Everything that the invented studio has made so far, equal in every run but for where it lies. */
export function studioContent({ storageRoot }: { storageRoot: string }): StudioContent {
  const projectsFolder = `${storageRoot}/prj`;
  const { tasks, versions } = planVersions();
  const published = versions.map((version) => publishVersion(version, projectsFolder));
  const deliverables = published.flatMap((one) => one.deliverables);
  const ftpFolders = { NXP: `${projectsFolder}/NXP/00_ftp`, EPI: `${projectsFolder}/EPI/00_ftp` };
  return {
    operations: [
      ...workflowOperations(),
      ...stockOperations(),
      ...peopleOperations(),
      ...locationOperations(),
      ...projectOperations(projectsFolder),
      ...contextOperations(),
      ...tasks.flatMap(taskOperations),
      ...published.flatMap((one) => one.operations),
      ...containerOperations(versions),
    ],
    media: [...published.flatMap((one) => one.media), ...junk(deliverables), ...ftpMedia(storageRoot, ftpFolders)],
    serverFiles: new Map(published.flatMap((one) => [...one.serverFiles])),
    deliverables,
    scenes: {
      internal: newestOf(scenes.internal, deliverables),
      missingFrames: newestOf(scenes.missingFrames, deliverables),
      zeroByte: newestOf(scenes.zeroByte, deliverables),
      gone: newestOf(scenes.gone, deliverables),
      extraFrames: newestOf(scenes.extraFrames, deliverables),
      wrongTask: newestOf(scenes.wrongTask, deliverables),
      client: newestOf(scenes.client, deliverables),
      clientMissingFrames: newestOf(scenes.clientMissingFrames, deliverables),
      wrongVersion: newestOf(scenes.wrongVersion, deliverables),
      build: newestOf(scenes.build, deliverables),
      episodeInternal: newestOf(scenes.episodeInternal, deliverables),
      episodeClient: newestOf(scenes.episodeClient, deliverables),
    },
    ftpFolders,
  };
}

function newestOf(scene: Scene, deliverables: readonly Deliverable[]): Deliverable[] {
  const { shot, asset, versions } = scene;
  return deliverables.filter((one) => one.shot === shot && one.asset === asset && one.version === versions);
}

/** A container holds others and is no deliverable itself: the client scene's newest version has one. */
function containerOperations(versions: readonly Version[]): CreateOperation[] {
  const { shot, asset, versions: newest } = scenes.client;
  const version = versions.find((one) => one.shot.path === shot && one.asset.name === asset && one.number === newest);
  if (!version) throw new RangeError(`There is no ${shot} ${asset}.`);
  const id = componentIdOf(version, "grade");
  const member = (name: string, file_type: string) =>
    create("FileComponent", { id: componentIdOf(version, name), name, file_type, size: 512, container_id: id });
  return [
    create("ContainerComponent", { id, name: "grade", version_id: version.id }),
    member("cdl", ".cc"),
    member("lut", ".cube"),
  ];
}

/** What other machines leave between frames. */
function junk(deliverables: readonly Deliverable[]): MediaFile[] {
  const [left] = newestOf(scenes.internal, deliverables);
  if (!left) throw new RangeError("The internal scene has no deliverable.");
  const folder = left.path.slice(0, left.path.lastIndexOf("/"));
  const name = left.path.slice(folder.length + 1).replace("%04d", "1001");
  return [".DS_Store", "Thumbs.db", ".nfs00000000014a2b3c00000001", `._${name}`].map((junkName) => ({
    kind: "text",
    path: `${folder}/${junkName}`,
    text: "not a frame\n",
  }));
}

/** NXP delivers into a folder of its own; EPI's 00_ftp leads to another volume. Somebody's file is there already. */
function ftpMedia(storageRoot: string, ftpFolders: StudioContent["ftpFolders"]): MediaFile[] {
  const volume = `${storageRoot}/vol2/EPI/00_ftp`;
  return [
    { kind: "folder", path: `${ftpFolders.NXP}/internal` },
    { kind: "text", path: `${ftpFolders.NXP}/client/20260227/README.txt`, text: "Delivered by hand.\n" },
    { kind: "folder", path: `${volume}/internal` },
    { kind: "folder", path: `${volume}/client` },
    { kind: "link", path: ftpFolders.EPI, to: volume },
  ];
}
