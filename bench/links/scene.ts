import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** A project with rendered sequences on a disk of its own, and fresh folders to link them into. */
export interface Scene {
  root: string;
  project: string;
  /** One folder for each sequence. */
  renders: string;
  sequences: readonly string[];
  frames: number;
  /** What loops are told to make: see limit.c. */
  list: string;
  remove(): Promise<void>;
}

/** Where a run puts its links: nothing was ever made or removed there. */
export interface Fresh {
  ftpFolder: string;
  destination: string;
}

const firstFrame = 1001;

export const frameName = (sequence: string, at: number) => `${sequence}.${firstFrame + at}.exr`;

/** A folder that measurements work in: below `COMPOUT_BENCH_FOLDER`, else below `usual`. */
export async function makeRoot(usual: string): Promise<string> {
  const root = await mkdtemp(join(process.env.COMPOUT_BENCH_FOLDER ?? usual, "compout-links-"));
  spread(root);
  return root;
}

/** Where links cost least: in memory, if there is such a folder. What storage adds there is a measurement's own delay. */
export const memoryFolder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A scene below an own folder of `root`. */
export async function makeScene(
  root: string,
  name: string,
  size: { sequences: number; frames: number },
): Promise<Scene> {
  const project = join(root, name, "NXP");
  const renders = join(project, "renders");
  const sequences = Array.from(
    { length: size.sequences },
    (_, at) => `NXP_sh${String(at + 1).padStart(4, "0")}0_comp_v003`,
  );
  for (const sequence of sequences) {
    const folder = join(renders, sequence);
    await mkdir(folder, { recursive: true });
    for (let at = 0; at < size.frames; at++) await writeFile(join(folder, frameName(sequence, at)), "frame");
  }
  await mkdir(join(project, "runs"));
  spread(join(project, "runs"));
  const list = join(root, name, "list.txt");
  const anyRun = join(project, "runs/any/00_ftp/20261122");
  const lines = sequences.flatMap((sequence) => [
    sequence,
    ...Array.from({ length: size.frames }, (_, at) => {
      const frame = frameName(sequence, at);
      return `${sequence}/${frame}\t${relative(join(anyRun, sequence), join(renders, sequence, frame))}`;
    }),
  ]);
  await writeFile(list, `${lines.join("\n")}\n`);
  return { root, project, renders, sequences, frames: size.frames, list, remove: () => removeAll(root) };
}

export async function freshFolder({ project }: Scene, run: string): Promise<Fresh> {
  const ftpFolder = join(project, "runs", run, "00_ftp");
  const destination = join(ftpFolder, "20261122");
  await mkdir(destination, { recursive: true });
  return { ftpFolder, destination };
}

/** Throws unless every sequence has all its frames there, and a frame leads to its source. */
export async function assertLinked(
  { sequences, frames }: Scene,
  { destination }: Fresh,
  are: "links" | "files",
): Promise<void> {
  for (const sequence of sequences) {
    const names = await readdir(join(destination, sequence));
    if (names.length !== frames) throw new Error(`${destination}/${sequence} has ${names.length} of ${frames} names.`);
  }
  const [sequence = ""] = sequences;
  const frame = join(destination, sequence, frameName(sequence, 0));
  if (!existsSync(frame)) throw new Error(`${frame} leads nowhere.`);
  if (are === "links") await readlink(frame);
}

export async function removeAll(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true });
}

/**
 * ext4 puts the folders of a folder with this mark into different parts of the disk. It searches long where many names were
 * removed lately, whoever removed them; with the mark, no run inherits that from another. Other file systems know no such mark.
 */
function spread(folder: string): void {
  try {
    execFileSync("chattr", ["+T", folder], { stdio: "ignore" });
  } catch {
    // Not ext4, or no such tool: nothing to spread.
  }
}
