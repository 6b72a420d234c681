import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Engine } from "./engine.ts";
import { assertLinked, type Fresh, freshFolder, type Scene } from "./scene.ts";

/** One way to bring all sequences of a scene into a folder. */
export interface Competitor {
  name: string;
  /** What it leaves there: rsync can't make symbolic links to what it copies. */
  makes: "links" | "files";
  /** Milliseconds from its start to its end. */
  run(scene: Scene, fresh: Fresh): Promise<number>;
}

/** Milliseconds of each round, by competitor. */
export type Times = ReadonlyMap<string, readonly number[]>;

export const names = {
  engine: "this engine",
  limit: "C loop of symlink(2)",
  cp: "cp -rs",
  xargs: "xargs ln -s",
  python: "Python os.symlink loop",
  rsync: "rsync --link-dest (hard links)",
} as const;

export function engineCompetitor(engine: Engine): Competitor {
  return {
    name: names.engine,
    makes: "links",
    run: async (scene, fresh) => (await engine.link(scene, fresh)).milliseconds,
  };
}

const xargs = `for sequence in "$0"/*; do
  folder="$1/\${sequence##*/}"
  mkdir "$folder" && find "$sequence" -type f -print0 | xargs -0 ln -s -t "$folder" || exit 1
done`;

/** What people use instead, as far as this machine has it; `limit` is a built limit.c. */
export function otherCompetitors(limit: string | null, environment: NodeJS.ProcessEnv): Competitor[] {
  const loop = join(import.meta.dirname, "loop.py");
  const command = (
    name: string,
    program: string | null,
    given: (scene: Scene, destination: string) => readonly string[],
    makes: Competitor["makes"] = "links",
  ): Competitor[] => {
    if (program === null) return [];
    const run = async (scene: Scene, { destination }: Fresh) => {
      const began = performance.now();
      const child = spawn(program, given(scene, destination), { stdio: "inherit", env: environment });
      const [code] = await once(child, "close");
      if (code !== 0) throw new Error(`${name} ended with ${code}.`);
      return performance.now() - began;
    };
    return [{ name, makes, run }];
  };
  return [
    ...command(names.limit, limit, ({ list }, to) => [list, to]),
    ...command(names.cp, found("cp"), ({ renders }, to) => ["-rs", `${renders}/.`, to]),
    ...command(names.xargs, found("xargs") && "sh", ({ renders }, to) => ["-c", xargs, renders, to]),
    ...command(names.python, interpreter(), ({ list }, to) => [loop, list, to]),
    ...command(
      names.rsync,
      found("rsync"),
      ({ renders }, to) => ["-a", `--link-dest=${renders}/`, `${renders}/`, `${to}/`],
      "files",
    ),
  ];
}

/** Runs each on fresh folders, interleaved, another one first in each round. */
export async function race(scene: Scene, competitors: readonly Competitor[], rounds: number): Promise<Times> {
  const times = new Map<string, number[]>(competitors.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const turn = round % competitors.length;
    for (const one of [...competitors.slice(turn), ...competitors.slice(0, turn)]) {
      const fresh = await freshFolder(scene, `${round}-${one.name.replace(/\W+/g, "-")}`);
      times.get(one.name)?.push(await one.run(scene, fresh));
      await assertLinked(scene, fresh, one.makes);
    }
  }
  return times;
}

/** The interpreter itself: what is called python3 may be a script that looks for it. */
export function interpreter(): string | null {
  try {
    return execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

function found(program: string): string | null {
  try {
    return execFileSync("sh", ["-c", 'command -v "$0"', program], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}
