import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFiles } from "./files.ts";
import { createStorageFiles } from "./storage-files.ts";
import { createStorage, jobFor, linksTo, type Storage, texts, tree, writeFrames } from "./storage-fixture.ts";
import { childrenOf, startedSince } from "./test-children.ts";

let storage: Storage;
let other: Storage;

beforeEach(async () => {
  [storage, other] = await Promise.all([createStorage(), createStorage()]);
});

afterEach(() => Promise.all([storage.remove(), other.remove()]));

const storageMain = join(import.meta.dirname, "storage-main.ts");

function start(silence = { ms: 10_000 }, main = storageMain) {
  return createStorageFiles({
    main,
    environment: process.env,
    silenceMs: () => silence.ms,
    callsAtOnce: 8,
    volumes: () => [storage.root, other.root],
  });
}

const source = ({ frames, project }: Storage) => ({
  path: join(frames, "sh0010_v003_left.%04d.exr"),
  roots: [project],
});

test("answers what the disk says, in the order of the requests, over several volumes", async () => {
  await Promise.all([writeFrames(storage, 3), writeFrames(other, 2)]);
  const files = start();
  const requests = [source(other), source(storage), { ...source(storage), path: join(storage.frames, "none.exr") }];
  expect(await files.sources(requests)).toEqual(await createFiles().sources(requests));

  const roots = [storage.root, `${storage.root}/none`, other.root].map((path) => ({
    path,
    aliases: [],
    links: "relative" as const,
  }));
  expect(await files.realRoots(roots)).toEqual(await createFiles().realRoots(roots));
  const folder = join(storage.ftp, "client");
  expect(await files.targets([{ folder, names: ["a"] }])).toEqual(
    await createFiles().targets([{ folder, names: ["a"] }]),
  );
  expect(await files.destination(folder, [storage.project])).toEqual(
    await createFiles().destination(folder, [storage.project]),
  );
});

test("tells how many files it has looked at, over several volumes, and stops where nobody waits any more", async () => {
  await Promise.all([writeFrames(storage, 40), writeFrames(other, 20)]);
  const told: number[] = [];
  const files = start();
  await files.sources([source(storage), source(other)], { onProgress: (done) => told.push(done) });
  expect(told.length).toBeGreaterThanOrEqual(2);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBeLessThanOrEqual(60);

  const nobody = new AbortController();
  nobody.abort(new Error("nobody waits"));
  await expect(files.sources([source(other)], { signal: nobody.signal })).rejects.toThrow("nobody waits");
});

test("links a folder, tells how far it is, and asks before anything becomes visible", async () => {
  const target = join(storage.ftp, "20261122_comp", "left");
  const links = await linksTo(storage, await writeFrames(storage, 300), target);
  const told: number[] = [];
  const seen: unknown[] = [];
  const result = await start().linkFolder(jobFor(storage, target, links), {
    onProgress: (made) => told.push(made),
    async mayCommit() {
      seen.push(await tree(target).catch(() => "not there"));
    },
  });
  expect(result).toMatchObject({ outcome: "linked", made: 300 });
  expect(told.at(-1)).toBe(300);
  expect(seen.length).toBeGreaterThan(0);
  expect(new Set(seen)).toEqual(new Set(["not there"]));
  expect(await tree(target)).toEqual(texts(links));
});

test("a run that is no longer this worker's makes nothing visible and touches nothing", async () => {
  const target = join(storage.ftp, "20261122_comp");
  const links = await linksTo(storage, await writeFrames(storage, 5), target);
  const refused = start().linkFolder(jobFor(storage, target, links), {
    mayCommit: () => Promise.reject(new Error("another worker has this upload")),
  });
  await expect(refused).rejects.toThrow("another worker has this upload");
  await expect(tree(target)).rejects.toThrow("ENOENT");
  // Whoever has it now finishes it, whatever the first run left in staging.
  expect(await start().linkFolder(jobFor(storage, target, links))).toMatchObject({ outcome: "linked", made: 5 });
  expect(await tree(storage.ftp)).toEqual({ "20261122_comp": "/", ...texts(links, "20261122_comp/") });
});

test("a volume that stops answering is named, stops no other, and is used again when it answers", async () => {
  await Promise.all([writeFrames(storage, 3), writeFrames(other, 2)]);
  const silence = { ms: 10_000 };
  const files = start(silence);
  const before = childrenOf(process.pid);
  await files.sources([source(storage)]);
  const [hanging] = startedSince(before);
  if (hanging === undefined) throw new Error("No storage process was started.");
  await files.sources([source(other)]);
  process.kill(hanging, "SIGSTOP");
  silence.ms = 1000;

  const stuck = [files.sources([source(storage)]), files.targets([{ folder: storage.ftp, names: [] }])];
  expect(await files.sources([source(other)])).toMatchObject([{ state: "found" }]);
  for (const call of stuck) {
    await expect(call).rejects.toMatchObject({
      code: "storage-failed",
      message: expect.stringContaining(`nothing came from \`${storage.root}\``),
    });
  }
  silence.ms = 10_000;
  expect(await files.sources([source(storage)])).toMatchObject([{ state: "found" }]);
});

test("a process that dies takes only what it was doing with it", async () => {
  const files = start();
  const before = childrenOf(process.pid);
  await files.sources([source(storage)]);
  for (const pid of startedSince(before)) process.kill(pid, "SIGKILL");
  await mkdir(join(storage.ftp, "later"));
  await expect
    .poll(() => files.targets([{ folder: join(storage.ftp, "later"), names: [] }]).catch(() => null), {
      timeout: 10_000,
    })
    .toMatchObject([{ state: "folder" }]);
});

test("the time that a process takes to start, as on a busy machine, is not storage's silence", async () => {
  const slow = join(other.root, "slow-start.mjs");
  await writeFile(
    slow,
    `await new Promise((go) => setTimeout(go, 3000)); await import(${JSON.stringify(storageMain)});`,
  );
  const files = start({ ms: 2500 }, slow);
  expect(await files.destination(storage.ftp, [storage.project])).toMatchObject({ path: storage.ftp });
});
