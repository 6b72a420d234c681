import { mkdir, mkdtemp, readdir, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RemovalJob } from "#lib/services/ports/files";
import { withFault } from "./failing-disk.ts";
import { removeLinks } from "./remove-links.ts";
import { createStorage, type Storage, tree } from "./storage-fixture.ts";

const { COMPOUT_CASES = "300" } = process.env;
/** Each touches the disk: a long run takes a tenth of what pure rules do. */
const numRuns = Math.min(Number(COMPOUT_CASES), Math.max(300, Math.round(Number(COMPOUT_CASES) / 10)));

let storage: Storage;

beforeAll(async () => {
  storage = await createStorage({ inMemory: true });
});
afterAll(() => storage.remove());

/** What may stand under a name when a withdrawal comes, and what may be put there while it runs. */
type Standing = "ours" | "nothing" | "another link" | "a file" | "a folder";
const standings: readonly Standing[] = ["ours", "nothing", "another link", "a file", "a folder"];

const nameOf = (at: number) => `frame.${1001 + at}.exr`;
const textOf = (name: string) => `../../../seq010/${name}`;

async function put(path: string, standing: Standing, name: string): Promise<void> {
  switch (standing) {
    case "ours":
      return symlink(textOf(name), path);
    case "nothing":
      return;
    case "another link":
      return symlink(`other/${name}`, path);
    case "a file":
      return writeFile(path, "real");
    case "a folder": {
      // Whole in one step: between two, a withdrawal may have it aside to look at it.
      const made = join(dirname(dirname(path)), "made");
      await mkdir(made);
      await writeFile(join(made, "inside"), "kept");
      return rename(made, path).catch(async (taken) => {
        await rm(made, { recursive: true });
        throw taken;
      });
    }
  }
}

/** What is not a link of the job, wherever it stands, by what it is. */
async function strangers(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const [path, what] of Object.entries(await tree(folder))) {
    const [, name = ""] = /([^/]*)$/.exec(path) ?? [];
    const isOurs = what === textOf(name);
    const isStaging =
      path.startsWith(".compout-staging") && (what === "/" || what.endsWith("bytes")) && !/frame|inside/.test(name);
    if (!isOurs && !isStaging && !(what === "/" && path === "left")) found.push(`${name} ${what}`);
  }
  return found.sort();
}

const cases = fc.record({
  before: fc.array(fc.constantFrom(...standings), { minLength: 1, maxLength: 8 }),
  /** While it runs: which name, and what comes in its place. */
  meanwhile: fc.array(fc.tuple(fc.nat(7), fc.constantFrom(...standings)), { maxLength: 4 }),
  diesAt: fc.option(fc.integer({ min: 1, max: 25 })),
  pauses: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
});

test("whatever stands there and is put there meanwhile, nothing that is not the upload's own link is ever lost", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ before, meanwhile, diesAt, pauses }) => {
      const day = await mkdtemp(join(storage.ftp, "day-"));
      const folder = join(day, "left");
      await mkdir(folder);
      for (const [at, standing] of before.entries()) await put(join(folder, nameOf(at)), standing, nameOf(at));
      const job: RemovalJob = {
        jobId: "5f0c7b0e-0000-4000-8000-000000000001-w-0123456789ab",
        folder,
        ftpFolder: storage.ftp,
        roots: [storage.project],
        staging: ".compout-staging",
        links: before.map((_, at) => ({ name: nameOf(at), text: textOf(nameOf(at)) })),
      };
      const expected = await strangers(day);
      const somebody = async () => {
        for (const [turn, [at, standing]] of meanwhile.entries()) {
          for (let pause = 0; pause < (pauses[turn] ?? 0) * 3; pause++) await new Promise((next) => setImmediate(next));
          const added = await replaced(day, folder, nameOf(at % before.length), standing, turn);
          expected.push(...added);
        }
      };
      const run = () => removeLinks(job);
      const first = diesAt === null ? run() : withFault(diesAt, "dies", run);
      await Promise.all([first, diesAt === null ? somebody() : undefined]);
      const result = await removeLinks(job);
      expect(await strangers(day)).toEqual(expected.sort());
      for (const name of result.removed) {
        const text = await readlink(join(folder, name)).catch(() => null);
        expect(text).not.toBe(textOf(name));
      }
      expect([...result.removed, ...result.gone, ...result.left.map(({ name }) => name)].sort()).toEqual(
        before.map((_, at) => nameOf(at)),
      );
      await rm(day, { recursive: true });
    }),
    { numRuns },
  );
  expect(await readdir(storage.ftp)).toEqual([]);
}, 600_000);

/** Puts something in a name's place, as people do: what stood there is moved away first, and kept. Gives what is there more. */
async function replaced(
  day: string,
  folder: string,
  name: string,
  standing: Standing,
  turn: number,
): Promise<string[]> {
  const kept = join(day, `kept-${turn}`);
  await mkdir(kept);
  await rename(join(folder, name), join(kept, name)).catch(() => undefined);
  try {
    await put(join(folder, name), standing, name);
  } catch {
    return [`kept-${turn} /`];
  }
  const what = {
    ours: [],
    nothing: [],
    "another link": [`${name} other/${name}`],
    "a file": [`${name} 4 bytes`],
    "a folder": [`${name} /`, "inside 4 bytes"],
  };
  return [`kept-${turn} /`, ...what[standing]];
}
