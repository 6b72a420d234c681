import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readlink, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeDestination } from "#lib/domain/destination";
import { AppError } from "#lib/domain/errors";
import { isWithin } from "#lib/domain/posix-path";
import type { FolderResult } from "#lib/services/ports/files";
import { linkFolder } from "./link-folder.ts";
import { readDestination } from "./read-targets.ts";
import { createStorage, jobFor, linksTo, type Storage, tree, writeFrames } from "./storage-fixture.ts";
import type { SwapOrder } from "./swap-process.ts";

/** Each touches the disk a hundred times: fewer than on paper. */
const numRuns = Math.ceil(Number(process.env.COMPOUT_CASES ?? 5000) / 50);

let swapper: ChildProcess;

beforeAll(async () => {
  swapper = fork(join(import.meta.dirname, "swap-process.ts"), { execArgv: [] });
  await once(swapper, "message");
});

afterAll(async () => {
  swapper.disconnect();
  await once(swapper, "exit");
});

const step = fc.constantFrom("day1", "day2", "left");
const situation = fc.record({
  /** Links that stood below 00_ftp before anything was asked. */
  planted: fc.uniqueArray(
    fc.record({
      at: step,
      text: fc.constantFrom("day2", "../00_ftp/day2", "../../outside", "../seq010", "/", "nowhere", "../00_ftp"),
    }),
    { maxLength: 2, selector: ({ at }) => at },
  ),
  folders: fc.uniqueArray(step, { maxLength: 3 }),
  destination: fc.array(step, { minLength: 1, maxLength: 3 }),
  /** Which folder on the way is swapped, counted from the target folder up; 00_ftp itself among them. */
  swapped: fc.nat(3),
  decoy: fc.constantFrom("outside", "prj/NXP/seq010", "prj/NXP/00_ftp/day2"),
  /** Whether the target folder is there already. */
  isThere: fc.boolean(),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

test(
  "whatever is planted, and swapped while the links are made, nothing ever appears outside of the real 00_ftp folder",
  async () => {
    const seen = { refused: 0, linked: 0, other: 0 };
    await fc.assert(
      fc.asyncProperty(situation, async (given) => {
        const storage = await createStorage({ inMemory: true });
        try {
          seen[await tryOnce(storage, given)] += 1;
        } finally {
          await storage.remove();
        }
      }),
      { numRuns },
    );
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.linked).toBeGreaterThan(0);
  },
  30_000 + numRuns * 500,
);

async function tryOnce(storage: Storage, given: Situation): Promise<"refused" | "linked" | "other"> {
  await mkdir(join(storage.root, "outside/left"), { recursive: true });
  for (const { at, text } of given.planted) await symlink(text, join(storage.ftp, at));
  for (const name of given.folders) await mkdir(join(storage.ftp, name), { recursive: true }).catch(() => undefined);
  const names = await writeFrames(storage, 5);
  const destination = join(storage.ftp, ...given.destination);
  if (given.isThere) await mkdir(destination, { recursive: true }).catch(() => undefined);
  const before = await treeOutside(storage);
  const facts = await readDestination(destination, [storage.project]);
  const judged = judgeDestination(facts, { projectName: "NXP", uploadType: "internal", roots: [storage.project] });
  if (!judged.ok) return "refused";
  expect(isWithin(judged.realFolder, storage.ftp)).toBe(true);

  const links = await linksTo(storage, names, judged.realFolder);
  const steps = [
    storage.ftp,
    ...given.destination.map((_, at) => join(storage.ftp, ...given.destination.slice(0, at + 1))),
  ];
  const swapped = steps.at(-1 - Math.min(given.swapped, steps.length - 1)) ?? storage.ftp;
  // A 00_ftp that leads elsewhere within a delivery root is allowed, whenever it begins to.
  const decoy = swapped === storage.ftp ? "outside" : given.decoy;
  await order({ folder: swapped, decoy: join(storage.root, decoy) });
  const result = await linkFolder(jobFor(storage, destination, links)).catch((error): FolderResult => {
    if (!(error instanceof AppError)) throw error;
    return { outcome: "undone", reason: error.message, failures: [] };
  });
  await order("stop");
  expect(await treeOutside(storage)).toEqual(before);
  const found = await ours(storage);
  // Where it stands now depends on the last swap; that it is whole, and in one place, does not.
  if (result.outcome === "linked") {
    expect(found.map(({ path }) => basename(path)).sort()).toEqual(names);
    expect(new Set(found.map(({ path }) => dirname(path))).size).toBe(1);
  }
  for (const { path, text } of found) expect(join(path, "..", text)).toContain(storage.frames);
  return result.outcome === "linked" ? "linked" : "other";
}

async function order(wish: SwapOrder): Promise<void> {
  const answer = wish === "stop" ? once(swapper, "message") : null;
  swapper.send(wish);
  await answer;
}

/** Everything but what stands below the real 00_ftp folder. */
async function treeOutside(storage: Storage): Promise<Record<string, string>> {
  const all = await tree(storage.root);
  return Object.fromEntries(Object.entries(all).filter(([path]) => !path.startsWith("prj/NXP/00_ftp/")));
}

/** Links to our frames below the real 00_ftp folder, that stand under a final name. */
async function ours(storage: Storage): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = [];
  for (const entry of await readdir(storage.ftp, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink() || !entry.name.endsWith(".exr") || path.includes("/.compout-staging/")) continue;
    found.push({ path, text: await readlink(path) });
  }
  return found;
}
