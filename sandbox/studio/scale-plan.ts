import { choose, randomOf } from "./identity.ts";
import { eligibleFor } from "./publish.ts";
import { type AssetRecipe, buildRecipes, recipes } from "./recipes.ts";
import { planVersions } from "./versions.ts";
import {
  type Department,
  departmentNames,
  type TaskStatus,
  taskStatuses,
  type VersionStatus,
  versionStatuses,
} from "./workflow.ts";

/** A shot of the large show, or something that is built for it. */
export interface Place {
  kind: "Shot" | "AssetBuild";
  /** Names from the project down: ["sq010", "sh0010"]. */
  steps: readonly [above: string, name: string];
  tasks: readonly PlannedTask[];
}

interface PlannedTask {
  department: Department;
  status: TaskStatus;
  /** Statuses of each asset's versions, oldest first. */
  assets: readonly { recipe: AssetRecipe; versions: readonly VersionStatus[] }[];
}

const versionsPerShot = 50;
const shotsPerSequence = 20;
const shotsPerBuild = 50;

/** How many of a project's versions are eligible for either upload type. */
type Quota = Record<"internal" | "client", number>;

const eligibleStatus = {
  internal: { task: "Pending Internal review", version: "Ready to review" },
  client: { task: "Internal Approved", version: "Internal Approved" },
} as const satisfies Record<keyof Quota, { task: TaskStatus; version: VersionStatus }>;

const smallStudio = planVersions().versions;

/** What the studio has without any large show. */
export const fewestVersions = smallStudio.length;

/** A tenth of all versions shall be eligible, half of them for each upload type; the other shows have some already. */
function quotaOf(total: number): Quota {
  const missing = (type: keyof Quota) =>
    Math.max(0, Math.round(total / 20) - smallStudio.filter((version) => eligibleFor(version) === type).length);
  return { internal: missing("internal"), client: missing("client") };
}

/** Plans a show that brings the studio to *total* versions; the same one in every run. */
export function planLargeShow(total: number): Place[] {
  const count = total - fewestVersions;
  const shots = Math.max(1, Math.round(count / versionsPerShot));
  const random = randomOf(`large show of ${total}`);
  const places = [
    ...Array.from({ length: shots }, (_, index) => shotPlace(index, random)),
    ...Array.from({ length: Math.floor(shots / shotsPerBuild) }, (_, index) => buildPlace(index)),
  ];
  const counts = sharesOf(
    count,
    places.flatMap(({ tasks }) => tasks.flatMap(({ assets }) => assets.map(() => 0.5 + random()))),
  );
  const statuses = statusDealer(quotaOf(total), places.flatMap(({ tasks }) => tasks).length, random);
  return places.map(({ tasks, ...place }) => ({
    ...place,
    tasks: tasks.map(({ department, assets }) => {
      const numbers = assets.map(() => counts.next().value ?? 0);
      const { status, versions } = statuses(numbers);
      return {
        department,
        status,
        assets: assets.map((recipe, index) => ({ recipe, versions: versions[index] ?? [] })),
      };
    }),
  }));
}

type Outline = Omit<Place, "tasks"> & { tasks: { department: Department; assets: readonly AssetRecipe[] }[] };

const padded = (index: number, digits: number) => String((index + 1) * 10).padStart(digits, "0");

function shotPlace(index: number, random: () => number): Outline {
  const sequence = Math.floor(index / shotsPerSequence);
  const tasks = departmentNames.map((department) => {
    const [main, ...others] = recipes[department];
    return { department, assets: [main, ...others.filter(() => random() < 0.6)] };
  });
  return { kind: "Shot", steps: [`sq${padded(sequence, 4)}`, `sh${padded(index % shotsPerSequence, 4)}`], tasks };
}

function buildPlace(index: number): Outline {
  const name = `prop${String(index + 1).padStart(3, "0")}`;
  const tasks = buildRecipes.map((recipe) => ({ department: recipe.department, assets: [recipe] }));
  return { kind: "AssetBuild", steps: ["assets", name], tasks };
}

/** Parts a whole number by weights; the shares add up to it. */
function* sharesOf(whole: number, weights: readonly number[]): Generator<number, undefined> {
  const sum = sumOf(weights);
  let weighed = 0;
  let given = 0;
  for (const [index, weight] of weights.entries()) {
    weighed += weight;
    const upTo = index === weights.length - 1 ? whole : Math.floor((whole * weighed) / sum);
    yield upTo - given;
    given = upTo;
  }
}

/**
 * Gives tasks and their versions statuses, so that after the last of *tasks* tasks exactly the quota is eligible,
 * spread evenly.
 */
function statusDealer(quota: Quota, tasks: number, random: () => number) {
  const dealt: Quota = { internal: 0, client: 0 };
  let turn = 0;
  const due = (type: keyof Quota) => {
    const end = type === "internal" ? tasks - 1 : tasks;
    return Math.ceil((quota[type] * Math.min(turn, end)) / Math.max(1, end)) - dealt[type];
  };
  const select = (): keyof Quota | null => {
    if (turn === tasks) return "client";
    if (turn === tasks - 1) return "internal";
    const type = due("internal") >= due("client") ? "internal" : "client";
    return due(type) > 0 && due(type) + random() > 1.3 ? type : null;
  };
  return (numbers: readonly number[]): { status: TaskStatus; versions: VersionStatus[][] } => {
    turn += 1;
    const type = select();
    const wanted = type === null ? 0 : Math.min(due(type), sumOf(numbers));
    const status = type === null || wanted === 0 ? choose(random, otherTaskStatuses) : eligibleStatus[type].task;
    const versions = numbers.map((count) => Array.from({ length: count }, () => otherVersionStatus(status, random)));
    if (type !== null) {
      markNewest(versions, wanted, eligibleStatus[type].version);
      dealt[type] += wanted;
    }
    return { status, versions };
  };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

const otherTaskStatuses = taskStatuses.map((status) => [status, status === "In progress" ? 3 : 1] as const);

/** Any status that does not make a version of such a task eligible. */
function otherVersionStatus(task: TaskStatus, random: () => number): VersionStatus {
  const barred = Object.values(eligibleStatus).find((pair) => pair.task === task)?.version;
  const open = versionStatuses.filter((status) => status !== barred);
  return open[Math.floor(random() * open.length)] ?? "Omitted";
}

/** Gives *wanted* versions the status, the newest of each asset first. */
function markNewest(versions: VersionStatus[][], wanted: number, status: VersionStatus): void {
  let left = wanted;
  for (let age = 1; left > 0; age += 1) {
    for (const asset of versions) {
      if (left === 0 || asset.length < age) continue;
      asset[asset.length - age] = status;
      left -= 1;
    }
  }
}
