import { mkdir, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { UploadLink } from "#lib/domain/upload";
import type { FolderJob } from "#lib/services/ports/files";
import { linkFolder } from "./link-folder.ts";
import { clearLeftover } from "./staging-leftovers.ts";
import { createStorage, jobFor, linksTo, type Storage, texts, tree, writeFrames } from "./storage-fixture.ts";

const jobId = "5f0c7b0e-0000-4000-8000-000000000001-0123456789ab";
let storage: Storage;
let folder: string;
let staging: string;
let links: UploadLink[];
let job: FolderJob;

beforeEach(async () => {
  storage = await createStorage({ inMemory: true });
  folder = join(storage.ftp, "day/left");
  staging = join(storage.ftp, "day/.compout-staging", jobId);
  await mkdir(folder, { recursive: true });
  const fresh = await linksTo(storage, await writeFrames(storage, 4), folder);
  links = fresh.map((link, at) => (at === 1 ? { ...link, verdict: "replace", replaces: `/v002/${link.name}` } : link));
  job = jobFor(storage, folder, links, { jobId });
});

afterEach(() => storage.remove());

const nameAt = (at: number) => links[at]?.name ?? "";

/** A run that died in the middle: its journal, links of its own, and in staging what the test puts there. */
async function interrupted(aside: Readonly<Record<string, string>>, journal = true): Promise<void> {
  for (const inside of ["out", "old"]) await mkdir(join(staging, inside), { recursive: true });
  const listed = links.map(({ name, text, replaces }) => [name, text, replaces]);
  if (journal) await writeFile(join(staging, "journal"), JSON.stringify({ staged: null, created: [], links: listed }));
  for (const [path, text] of Object.entries(aside)) await symlink(text, join(staging, path));
}

test("what is not ours and was moved out comes back under its name", async () => {
  await interrupted({ [`out/${nameAt(0)}`]: "somebody-elses.exr" });
  expect(await linkFolder({ ...job, links: [] })).toMatchObject({ outcome: "linked" });
  expect(await tree(storage.ftp)).toEqual({
    day: "/",
    "day/left": "/",
    [`day/left/${nameAt(0)}`]: "somebody-elses.exr",
  });
});

test.each([
  ["taken back", []],
  ["tried again", null],
] as const)(
  "what can't come back as its name is taken is kept and named, however often it is %s, until it is moved away",
  async (_, wanted) => {
    const again = wanted === null ? job : { ...job, links: wanted };
    const out = `out/${nameAt(0)}`;
    const old = `old/${nameAt(1)}`;
    await interrupted({ [out]: "first-strangers.exr", [old]: "second-strangers.exr" });
    for (const at of [0, 1]) await symlink("anothers.exr", join(folder, nameAt(at)));
    for (let run = 0; run < 3; run++) {
      const result = await linkFolder(again);
      expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining(staging) });
      expect(await readlink(join(staging, out))).toBe("first-strangers.exr");
      expect(await readlink(join(staging, old))).toBe("second-strangers.exr");
      const place = { folder, ftpFolder: storage.ftp, roots: [storage.project], staging: ".compout-staging" };
      expect(await clearLeftover(place, jobId)).toBe(false);
    }
    for (const path of [out, old]) await rm(join(staging, path));
    for (const at of [0, 1]) await rm(join(folder, nameAt(at)));
    await symlink(`/v002/${nameAt(1)}`, join(folder, nameAt(1)));
    expect(await linkFolder(job)).toMatchObject({ outcome: "linked" });
    expect(await tree(storage.ftp)).toEqual({ day: "/", "day/left": "/", ...texts(links, "day/left/") });
  },
);

test("without a journal nothing that was moved aside is taken for ours", async () => {
  await interrupted({ [`out/${nameAt(0)}`]: "somebody-elses.exr" }, false);
  expect(await linkFolder(job)).toMatchObject({ outcome: "undone", reason: expect.stringContaining(`${staging}/out`) });
  expect(await readlink(join(staging, "out", nameAt(0)))).toBe("somebody-elses.exr");
  const place = { folder, ftpFolder: storage.ftp, roots: [storage.project], staging: ".compout-staging" };
  expect(await clearLeftover(place, jobId)).toBe(false);
});

test("where the folder is gone with all that was in it, ours goes and what is not stays", async () => {
  await interrupted({ [`old/${nameAt(1)}`]: `/v002/${nameAt(1)}`, [`old/${nameAt(2)}`]: "somebody-elses.exr" });
  await rm(folder, { recursive: true });
  const result = await linkFolder({ ...job, links: [] });
  expect(result).toMatchObject({ outcome: "undone", reason: expect.stringContaining(`${staging}/old`) });
  expect(await tree(join(staging, "old"))).toEqual({ [nameAt(2)]: "somebody-elses.exr" });
});
