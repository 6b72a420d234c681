import * as now from "node:fs";
import * as later from "node:fs/promises";
import { promisify } from "node:util";
import { isSwift, noteCall } from "./pace.ts";

/**
 * Calls on storage that come one by one, each as in node:fs/promises. On storage that answers at once they are made right
 * here: another thread would take longer to wake up than they take.
 */

export const mkdir = (path: string, mode: number) =>
  made(
    () => void now.mkdirSync(path, mode),
    () => later.mkdir(path, mode).then(() => undefined),
  );

export const rmdir = (path: string) =>
  made(
    () => now.rmdirSync(path),
    () => later.rmdir(path),
  );

export const unlink = (path: string) =>
  made(
    () => now.unlinkSync(path),
    () => later.unlink(path),
  );

export const rename = (from: string, to: string) =>
  made(
    () => now.renameSync(from, to),
    () => later.rename(from, to),
  );

export const symlink = (text: string, path: string) =>
  made(
    () => now.symlinkSync(text, path),
    () => later.symlink(text, path),
  );

export const readlink = (path: string) =>
  made(
    () => now.readlinkSync(path),
    () => later.readlink(path),
  );

/** The kernel finds a real path in one call; the C library asks storage for each folder on the way. */
export const realpath = async (path: string): Promise<string> => {
  const found = process.platform === "linux" ? await pathByKernel(path) : null;
  if (found !== null) return found;
  return made(
    () => now.realpathSync.native(path),
    () => later.realpath(path),
  );
};

/** A descriptor that only names what it stands for: storage is not asked when it is read or closed. */
const pathOnly = 0o10000000;
const openLater = promisify(now.open);

/** Null where the kernel does not tell: taken away meanwhile, or out of this process's sight. */
async function pathByKernel(path: string): Promise<string | null> {
  const fd = await made(
    () => now.openSync(path, pathOnly),
    () => openLater(path, pathOnly),
  );
  try {
    const found = now.readlinkSync(`/proc/self/fd/${fd}`);
    return found.startsWith("/") && !found.endsWith(" (deleted)") ? found : null;
  } catch {
    return null;
  } finally {
    now.closeSync(fd);
  }
}

export const lstat = (path: string) =>
  made(
    () => now.lstatSync(path, { bigint: true }),
    () => later.lstat(path, { bigint: true }),
  );

export const stat = (path: string) =>
  made(
    () => now.statSync(path, { bigint: true }),
    () => later.stat(path, { bigint: true }),
  );

export const readdir = (path: string) =>
  made(
    () => now.readdirSync(path),
    () => later.readdir(path),
  );

/** Writes a file that is not there yet. */
export const writeNew = (path: string, text: string) =>
  made(
    () => now.writeFileSync(path, text, { flag: "wx" }),
    () => later.writeFile(path, text, { flag: "wx" }),
  );

/** What is open, as far as folders need it. */
export type OpenFolder = Pick<later.FileHandle, "fd" | "chmod" | "close"> & { stat(): Promise<now.BigIntStats> };

export const open = (path: string, flags: number): Promise<OpenFolder> =>
  made<OpenFolder>(
    () => openNow(path, flags),
    async () => {
      const handle = await later.open(path, flags);
      return {
        fd: handle.fd,
        chmod: (mode) => handle.chmod(mode),
        stat: () => handle.stat({ bigint: true }),
        close: () => handle.close(),
      };
    },
  );

function openNow(path: string, flags: number): OpenFolder {
  const fd = now.openSync(path, flags);
  return {
    fd,
    chmod: async (mode) => now.fchmodSync(fd, mode),
    stat: async () => now.fstatSync(fd, { bigint: true }),
    close: async () => now.closeSync(fd),
  };
}

async function made<T>(here: () => T, elsewhere: () => Promise<T>): Promise<T> {
  if (!isSwift()) return elsewhere();
  const began = performance.now();
  try {
    return here();
  } finally {
    noteCall(performance.now() - began);
  }
}
