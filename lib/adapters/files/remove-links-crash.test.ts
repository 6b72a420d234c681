import { existsSync } from "node:fs";
import { mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UploadLink } from "#lib/domain/upload";
import type { RemovalJob } from "#lib/services/ports/files";
import { type Fault, withFault } from "./failing-disk.ts";
import { removeLinks } from "./remove-links.ts";
import { createStorage, linksTo, type Storage, tree, writeFrames } from "./storage-fixture.ts";

let storage: Storage;
let links: UploadLink[];
let job: RemovalJob;

beforeAll(async () => {
  storage = await createStorage({ inMemory: true });
  const folder = join(storage.ftp, "day/left");
  links = await linksTo(storage, await writeFrames(storage, 6), folder);
  const { ftp: ftpFolder, project } = storage;
  const jobId = "5f0c7b0e-0000-4000-8000-000000000001-w-0123456789ab";
  job = { jobId, folder, ftpFolder, roots: [project], staging: ".compout-staging", links };
});
afterAll(() => storage.remove());

/** All links as they were made, but for one that somebody has changed. */
async function freshFolder(): Promise<void> {
  for (const name of await readdir(storage.ftp)) await rm(join(storage.ftp, name), { recursive: true });
  await mkdir(job.folder, { recursive: true });
  for (const [at, { name, text }] of links.entries()) {
    await symlink(at === 2 ? "elsewhere.exr" : text, join(job.folder, name));
  }
}

const names = () => links.map(({ name }) => name);
const faults: Fault[] = ["dies", "fails"];

test.each(faults)("a run that %s at any call is finished by the next, which knows what was removed", async (fault) => {
  const [, , changed = ""] = names();
  let nth = 1;
  for (; ; nth++) {
    await freshFolder();
    const { calls } = await withFault(nth, fault, () => removeLinks(job));
    if (calls < nth) break;
    const there = existsSync(job.folder) ? await tree(job.folder) : {};
    expect(there[changed]).toBe("elsewhere.exr");
    const again = await removeLinks(job);
    expect(again.left).toEqual([{ name: changed, reason: expect.stringContaining("elsewhere.exr") }]);
    const whole = [...again.removed, ...again.gone].sort();
    expect(whole).toEqual(names().filter((name) => name !== changed));
    expect(await tree(storage.ftp)).toEqual({ day: "/", "day/left": "/", [`day/left/${changed}`]: "elsewhere.exr" });
  }
  expect(nth).toBeGreaterThan(12);
});

test("what an interrupted run had moved out, and was not ours, comes back", async () => {
  await freshFolder();
  const out = join(storage.ftp, "day/.compout-staging", job.jobId, "out");
  await mkdir(out, { recursive: true });
  const [first = ""] = names();
  await rm(join(job.folder, first));
  await symlink("somebody-elses.exr", join(out, first));
  const { left } = await removeLinks(job);
  expect(left).toContainEqual({ name: first, reason: expect.stringContaining("somebody-elses.exr") });
  expect(await tree(job.folder)).toMatchObject({ [first]: "somebody-elses.exr" });
});

test("what can't come back, as its name is taken, is kept in staging, and named by every run", async () => {
  await freshFolder();
  const out = join(storage.ftp, "day/.compout-staging", job.jobId, "out");
  await mkdir(out, { recursive: true });
  const [first = ""] = names();
  await symlink("somebody-elses.exr", join(out, first));
  for (let run = 0; run < 2; run++) {
    const { left } = await removeLinks(job);
    expect(left).toContainEqual({ name: first, reason: expect.stringContaining(out) });
    expect(await tree(out)).toEqual({ [first]: "somebody-elses.exr" });
  }
});
