import { existsSync } from "node:fs";
import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UploadLink } from "#lib/domain/upload";
import type { FolderJob } from "#lib/services/ports/files";
import { linkFolder } from "./link-folder.ts";
import {
  createStorage,
  jobFor,
  linksTo,
  type Storage,
  startProcess,
  texts,
  tree,
  writeFrames,
} from "./storage-fixture.ts";

let storage: Storage;
let names: string[];
/** Of each test; `test:long` asks for more. */
const kills = Number(process.env.COMPOUT_KILLS ?? 4);
const patience = 60_000 + kills * 5_000;

beforeAll(async () => {
  storage = await createStorage({ inMemory: true });
  names = await writeFrames(storage, 200);
});

afterAll(() => storage?.remove());

/** Runs the job in a process that is killed so many milliseconds after it began. True if it was killed before it was done. */
async function killed(job: FolderJob, afterMs: number): Promise<boolean> {
  const { child, answer } = await startProcess({ asNobody: false, link: job });
  await wait(afterMs);
  child.kill("SIGKILL");
  return (await answer) === "";
}

/** How long a run takes that nobody kills. */
async function undisturbed(job: FolderJob): Promise<number> {
  const { answer } = await startProcess({ asNobody: false, link: job });
  const began = performance.now();
  await answer;
  return performance.now() - began;
}

test(
  "a new folder: killed anywhere, it is there whole or not at all, and the next run leaves nothing but the links",
  async () => {
    const days = join(storage.ftp, "new");
    const jobAt = async (at: number) => {
      const folder = join(days, `${at}/comp/left`);
      return jobFor(storage, folder, await linksTo(storage, names, folder), { jobId: `new-${at}` });
    };
    const whole = await undisturbed(await jobAt(0));
    let cut = 0;
    for (let at = 1; at <= kills; at++) {
      const job = await jobAt(at);
      if (await killed(job, (whole * (at - 1)) / kills)) cut += 1;
      if (existsSync(job.folder)) expect(await tree(job.folder)).toEqual(texts(job.links));
      expect(await linkFolder(job)).toMatchObject({ outcome: "linked", made: names.length });
      expect(await tree(join(days, `${at}`))).toEqual({
        comp: "/",
        "comp/left": "/",
        ...texts(job.links, "comp/left/"),
      });
    }
    expect(cut).toBeGreaterThan(0);
  },
  patience,
);

/** A folder in which every second name is a link of an earlier upload, which is to be replaced. */
async function replacing(folder: string, jobId: string): Promise<{ job: FolderJob; before: Record<string, string> }> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "notes.txt"), "kept");
  const fresh = await linksTo(storage, names, folder);
  const links: UploadLink[] = fresh.map((link, at) =>
    at % 2 === 0 ? link : { ...link, verdict: "replace", replaces: `/v002/${link.name}` },
  );
  for (const { name, replaces } of links) if (replaces !== null) await symlink(replaces, join(folder, name));
  return { job: jobFor(storage, folder, links, { jobId }), before: await tree(folder) };
}

test(
  "a folder that was there: killed anywhere, the next run finishes, or brings back what was",
  async () => {
    const folder = join(storage.ftp, "there/left");
    const whole = await undisturbed((await replacing(folder, "there")).job);
    let cut = 0;
    for (let at = 1; at <= kills; at++) {
      const { job, before } = await replacing(folder, `there-${at}`);
      if (await killed(job, (whole * (at - 1)) / kills)) cut += 1;
      const finishes = at % 2 === 0;
      const again = finishes ? job : { ...job, links: [] };
      expect(await linkFolder(again)).toMatchObject({ outcome: "linked" });
      const finished = { "notes.txt": "4 bytes", ...texts(job.links) };
      const found = await tree(folder);
      // A run that was over before the kill stands: there is nothing left to take back.
      expect([finished, ...(finishes ? [] : [before])]).toContainEqual(found);
      expect(await readdir(join(storage.ftp, "there"))).toEqual(["left"]);
    }
    expect(cut).toBeGreaterThan(0);
  },
  patience,
);

test(
  "killed while it takes back, the next run takes back the rest",
  async () => {
    const folder = join(storage.ftp, "undone/left");
    const { job, before } = await replacing(folder, "undone");
    const impossible = job.links
      .slice(0, 1)
      .map((link) => ({ ...link, name: "x".repeat(300), verdict: "new" as const }));
    const broken = { ...job, links: [...job.links, ...impossible] };
    const whole = await undisturbed(broken);
    expect(await tree(folder)).toEqual(before);
    for (let at = 1; at <= kills; at++) {
      await killed(broken, whole * (0.4 + (0.6 * at) / kills));
      expect(await linkFolder(broken)).toMatchObject({ outcome: "undone" });
      expect(await tree(folder)).toEqual(before);
      expect(await readdir(join(storage.ftp, "undone"))).toEqual(["left"]);
    }
  },
  patience,
);
