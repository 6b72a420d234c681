import { randomOf } from "./identity.ts";
import type { SchemaName } from "./workflow.ts";

/** One step of the way from a project down to a shot. */
interface Step {
  kind: "Episode" | "Folder" | "Sequence" | "Shot" | "AssetBuild";
  name: string;
}

export interface Shot {
  project: SchemaName;
  /** Root first; the last one is the shot itself. */
  steps: readonly Step[];
  /** "NXP/seq010/sh0010": also the folder below the projects' root. */
  path: string;
  name: string;
  /** What was rendered, handles included. */
  frames: { first: number; last: number };
  /** As the shot's attributes have it; null where nobody filled them in, as for asset builds. */
  cut: { fstart: number; fend: number; handles: number } | null;
}

export const projects = {
  NXP: { fullName: "Northern Express", color: "#3C82E4" },
  EPI: { fullName: "Epilogue, season one", color: "#9B59B6" },
} as const;

const numbers = (count: number, step: number, digits: number) =>
  Array.from({ length: count }, (_, index) => String((index + 1) * step).padStart(digits, "0"));

function shot(project: SchemaName, steps: readonly Step[]): Shot {
  const last = steps.at(-1);
  if (!last) throw new RangeError("A shot has a place.");
  const path = [project, ...steps.map(({ name }) => name)].join("/");
  const random = randomOf(`frames of ${path}`);
  const length = 8 + Math.floor(random() ** 2 * 17);
  const handles = random() < 0.5 ? 2 : 0;
  const frames = { first: 1001, last: 1000 + length };
  const unset = last.kind !== "Shot" || last.name === "sh0060" || last.name === "sh030";
  const cut = unset ? null : { fstart: frames.first + handles, fend: frames.last - handles, handles };
  return { project, steps, path, name: last.name, frames, cut };
}

const sequence = (name: string): Step => ({ kind: "Sequence", name });
const named = (kind: Step["kind"], name: string): Step => ({ kind, name });

function shotsOf(project: SchemaName, above: readonly Step[], names: readonly string[]): Shot[] {
  return names.map((name) => shot(project, [...above, named("Shot", name)]));
}

const nxp: readonly Shot[] = [
  ...["seq010", "seq020", "seq030"].flatMap((name) =>
    shotsOf(
      "NXP",
      [sequence(name)],
      numbers(6, 10, 4).map((number) => `sh${number}`),
    ),
  ),
  ...["kestrel", "harbour", "lantern"].map((name) =>
    shot("NXP", [named("Folder", "assets"), named("AssetBuild", name)]),
  ),
];

const epi: readonly Shot[] = [
  ...["ep101", "ep102"].flatMap((episode) =>
    ["sq100", "sq110"].flatMap((name) =>
      shotsOf(
        "EPI",
        [named("Episode", episode), sequence(name)],
        numbers(3, 10, 3).map((number) => `sh${number}`),
      ),
    ),
  ),
  ...shotsOf("EPI", [named("Episode", "ep102"), named("Folder", "pickups"), sequence("sq900")], ["sh010", "sh020"]),
];

/** A film with three sequences, and a series whose episodes repeat the names of sequences and shots. */
export const shots: readonly Shot[] = [...nxp, ...epi];
