import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readlink, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { UploadLink } from "#lib/domain/upload";
import type { FolderJob } from "#lib/services/ports/files";
import type { ProcessRequest } from "./job-process.ts";

/** A small project on a disk of its own. */
export interface Storage {
  root: string;
  project: string;
  ftp: string;
  /** Holds the frames. */
  frames: string;
  remove(): Promise<void>;
}

/** `inMemory`, where there is such a disk: for tests that begin anew a thousand times. */
export async function createStorage({ inMemory = false } = {}): Promise<Storage> {
  const memory = "/dev/shm";
  const disk = inMemory && existsSync(memory) ? memory : tmpdir();
  const root = await mkdtemp(join(disk, "compout-files-"));
  await chmod(root, 0o755);
  const project = join(root, "prj/NXP");
  const frames = join(project, "seq010/sh0010/comp/v003/left");
  const ftp = join(project, "00_ftp");
  await mkdir(frames, { recursive: true });
  await mkdir(ftp, { recursive: true });
  return { root, project, ftp, frames, remove: () => rm(root, { recursive: true, force: true }) };
}

export const frameName = (frame: number) => `sh0010_v003_left.${String(frame).padStart(4, "0")}.exr`;

/** Writes frames 1001… with as many bytes as their number within the sequence, all of one age. */
export async function writeFrames({ frames }: Storage, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, at) => frameName(1001 + at));
  for (const [at, name] of names.entries()) {
    await writeFile(join(frames, name), "x".repeat(at + 1));
    await utimes(join(frames, name), 1_700_000_000, 1_700_000_000);
  }
  return names;
}

/** A link to a frame, as a plan would have it for `folder`. */
export async function linkTo(
  storage: Storage,
  name: string,
  folder: string,
  change: Partial<UploadLink> = {},
): Promise<UploadLink> {
  const source = join(storage.frames, name);
  const { size, mtimeNs } = await stat(source, { bigint: true });
  return {
    name,
    source,
    text: relative(folder, source),
    verdict: "new",
    replaces: null,
    size: Number(size),
    mtimeNs: `${mtimeNs}`,
    ...change,
  };
}

export function linksTo(storage: Storage, names: readonly string[], folder: string): Promise<UploadLink[]> {
  return Promise.all(names.map((name) => linkTo(storage, name, folder)));
}

export function jobFor(
  storage: Storage,
  folder: string,
  links: readonly UploadLink[],
  change: Partial<FolderJob> = {},
): FolderJob {
  return {
    jobId: "5f0c7b0e-1-a1b2c3",
    folder,
    ftpFolder: storage.ftp,
    roots: [storage.project],
    staging: ".compout-staging",
    folderMode: "2775",
    links,
    ...change,
  };
}

/** Everything below a folder: links by their text, files by their size, folders by "/". */
export async function tree(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (entry.isSymbolicLink()) found[name] = await readlink(path);
    else found[name] = entry.isDirectory() ? "/" : `${(await stat(path)).size} bytes`;
  }
  return found;
}

export function texts(links: readonly UploadLink[], prefix = ""): Record<string, string> {
  return Object.fromEntries(links.map(({ name, text }) => [`${prefix}${name}`, text]));
}

/** Starts a process that is ready to work, and begins as soon as it has told so. */
export async function startProcess(request: ProcessRequest): Promise<{ child: ChildProcess; answer: Promise<string> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "job-process.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const answer = once(child, "close").then(() => said.trim());
  child.stdin.end(JSON.stringify(request));
  await Promise.race([once(child.stdout, "data"), answer]);
  return { child, answer };
}

/** The answer of a process that runs as an account without any rights. */
export async function askAsNobody(request: Omit<ProcessRequest, "asNobody">): Promise<unknown> {
  const { answer } = await startProcess({ ...request, asNobody: true });
  return JSON.parse(await answer);
}
