import type { TaskStatus, VersionStatus } from "./workflow.ts";

/** What is wrong with the files of one component. Frames are frame numbers; `extra` ones lie after the last. */
export type Damage =
  | { kind: "missing" | "zero-byte"; component: string; frames: readonly number[] }
  | { kind: "extra"; component: string; count: number }
  | { kind: "gone"; component: string };

/** A place in the studio that tests and the demo can rely on. */
export interface Scene {
  /** Path of the shot and name of its asset. */
  shot: string;
  asset: string;
  task: TaskStatus;
  /** The newest version's status. */
  latest: VersionStatus;
  versions: number;
  damage: readonly Damage[];
}

function scene(
  shot: string,
  asset: string,
  [task, latest]: readonly [TaskStatus, VersionStatus],
  versions: number,
  ...damage: Damage[]
): Scene {
  return { shot, asset, task, latest, versions, damage };
}

const internal = ["Pending Internal review", "Ready to review"] as const;
const client = ["Internal Approved", "Internal Approved"] as const;

/** Set by hand; everything else follows from the seed. */
export const scenes = {
  internal: scene("NXP/seq010/sh0010", "compout", internal, 3),
  missingFrames: scene("NXP/seq010/sh0020", "compout", internal, 2, {
    kind: "missing",
    component: "left",
    frames: [1003, 1004, 1007],
  }),
  zeroByte: scene("NXP/seq010/sh0030", "compout", internal, 2, {
    kind: "zero-byte",
    component: "right",
    frames: [1005],
  }),
  gone: scene(
    "NXP/seq010/sh0040",
    "compout",
    internal,
    3,
    { kind: "gone", component: "left" },
    { kind: "gone", component: "main" },
  ),
  extraFrames: scene("NXP/seq010/sh0050", "compout", internal, 2, { kind: "extra", component: "left", count: 2 }),
  /** The version is ready, its task is not. */
  wrongTask: scene("NXP/seq010/sh0060", "compout", ["In progress", "Ready to review"], 2),
  client: scene("NXP/seq020/sh0010", "compout", client, 3),
  clientMissingFrames: scene("NXP/seq020/sh0020", "compout", client, 2, {
    kind: "missing",
    component: "right",
    frames: [1002],
  }),
  /** The task is ready, its newest version is not. */
  wrongVersion: scene("NXP/seq020/sh0030", "compout", ["Pending Internal review", "Retake"], 2),
  /** An asset whose parent stands in no sequence. */
  build: scene("NXP/assets/kestrel", "turntable", internal, 2),
  episodeInternal: scene("EPI/ep101/sq100/sh010", "compout", internal, 2),
  episodeClient: scene("EPI/ep102/sq100/sh010", "compout", client, 2),
} as const satisfies Record<string, Scene>;

const all: readonly Scene[] = Object.values(scenes);

export const sceneOf = (shot: string, asset: string) =>
  all.find((candidate) => candidate.shot === shot && candidate.asset === asset);
