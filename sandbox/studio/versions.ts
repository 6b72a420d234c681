import { idOf, randomOf } from "./identity.ts";
import { type AssetRecipe, buildRecipes, recipes, reference } from "./recipes.ts";
import { type Damage, sceneOf } from "./scenes.ts";
import { type Shot, shots } from "./shows.ts";
import {
  type Department,
  departmentNames,
  type TaskStatus,
  taskStatuses,
  type VersionStatus,
  versionStatuses,
} from "./workflow.ts";

export interface Task {
  id: string;
  shot: Shot;
  department: Department;
  status: TaskStatus;
}

export interface Version {
  id: string;
  shot: Shot;
  asset: AssetRecipe;
  task: Task | null;
  number: number;
  status: VersionStatus;
  damage: readonly Damage[];
}

const taskWeights: Readonly<Record<TaskStatus, number>> = {
  "Not started": 1,
  "Ready to start": 1,
  "In progress": 2,
  "Pending Internal review": 6.5,
  "Internal Approved": 4.5,
  "Client review": 1.2,
  "Client approved": 1.2,
  "On Hold": 1,
};

/** What the newest version mostly is while its task stands there. */
const usual: Readonly<Record<TaskStatus, VersionStatus>> = {
  "Not started": "In progress",
  "Ready to start": "In progress",
  "In progress": "In progress",
  "Pending Internal review": "Ready to review",
  "Internal Approved": "Internal Approved",
  "Client review": "Client review",
  "Client approved": "Client approved",
  "On Hold": "Retake",
};

const isBuild = (shot: Shot) => shot.steps.at(-1)?.kind === "AssetBuild";

function assetsOf(shot: Shot): AssetRecipe[] {
  if (isBuild(shot)) return [...buildRecipes];
  const random = randomOf(`assets of ${shot.path}`);
  return departmentNames.flatMap((department) => {
    const [main, ...others] = recipes[department];
    const works = random() < 0.7 || department === "Compositing";
    return [...(works ? [main] : []), ...others.filter(() => random() < 0.5)];
  });
}

/** Statuses in the shares of their weights, in an order that does not show it. */
function statusShares(): (name: string) => TaskStatus {
  const used = new Map<TaskStatus, number>();
  return (name) => {
    const random = randomOf(`task status ${name}`);
    const need = (status: TaskStatus) => (used.get(status) ?? 0) / taskWeights[status] + random();
    const [status] = taskStatuses
      .map((candidate) => [candidate, need(candidate)] as const)
      .reduce((best, next) => (next[1] < best[1] ? next : best));
    used.set(status, (used.get(status) ?? 0) + 1);
    return status;
  };
}

/** Older versions go through all statuses in turn, so that every mix with a task's status occurs. */
function olderStatuses(): (task: Task | null) => VersionStatus {
  const turns = new Map<string, number>();
  return (task) => {
    const key = task?.status ?? "no task";
    const common = task === null ? null : usual[task.status];
    const inTurn = [...versionStatuses.filter((status) => status !== common), ...(common === null ? [] : [common])];
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return inTurn[turn % inTurn.length] ?? "Omitted";
  };
}

function versionsOf(
  shot: Shot,
  asset: AssetRecipe,
  task: Task | null,
  older: (task: Task | null) => VersionStatus,
): Version[] {
  const name = `${shot.path} ${asset.name}`;
  const scene = sceneOf(shot.path, asset.name);
  const random = randomOf(`versions of ${name}`);
  const count = scene?.versions ?? 1 + Math.floor(random() * 3.3);
  return Array.from({ length: count }, (_, index): Version => {
    const newest = index === count - 1;
    const odd = random() < 0.15;
    const now = task === null ? "Ready to review" : usual[task.status];
    return {
      id: idOf(`version ${name} ${index + 1}`),
      shot,
      asset,
      task,
      number: index + 1,
      status: newest ? (scene?.latest ?? (odd ? "Retake" : now)) : older(task),
      damage: newest ? (scene?.damage ?? []) : [],
    };
  });
}

/** All tasks of the studio and all versions that were published, in the order of the shots. */
export function planVersions(): { tasks: Task[]; versions: Version[] } {
  const tasks: Task[] = [];
  const versions: Version[] = [];
  const older = olderStatuses();
  const share = statusShares();
  for (const shot of shots) {
    for (const [department, assets] of Map.groupBy(assetsOf(shot), (asset) => asset.department)) {
      const name = `${shot.path} ${department}`;
      const scene = assets.map((asset) => sceneOf(shot.path, asset.name)).find((found) => found !== undefined);
      const task = { id: idOf(`task ${name}`), shot, department, status: scene?.task ?? share(name) };
      tasks.push(task);
      for (const asset of assets) versions.push(...versionsOf(shot, asset, task, older));
    }
    if (!isBuild(shot) && /20$/.test(shot.name)) versions.push(...versionsOf(shot, reference, null, older));
  }
  return { tasks, versions };
}
