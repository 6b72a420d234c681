import { constants, readlinkSync } from "node:fs";
import { access } from "node:fs/promises";
import { joinPath } from "#lib/domain/posix-path";
import { type OpenFolder, open, realpath, stat } from "./calls.ts";
import { isAbsence } from "./file-errors.ts";

/**
 * A folder held open. On Linux its names are reached through the descriptor, so that a folder that is swapped for a link
 * meanwhile leads nowhere else; elsewhere by real path.
 */
export interface HeldFolder {
  /** Where it really was when it was opened. */
  realPath: string;
  /** Path of a name in it, to give to a system call. */
  at(name: string): string;
  /** The folder itself, to give to a system call. */
  path: string;
  /** Sets exactly this mode, whatever the umask. */
  chmod(mode: number): Promise<void>;
  /** Whether this very folder still stands under that path. */
  isAt(path: string): Promise<boolean>;
}

const descriptors = "/proc/self/fd";
const folderOnly = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Folders held for one piece of work, and let go together. */
export class Hold {
  readonly #handles: OpenFolder[] = [];
  readonly #opened = new Map<string, Promise<HeldFolder>>();

  /** The same folder each time, once it could be opened. */
  once(path: string): Promise<HeldFolder> {
    const known = this.#opened.get(path);
    if (known !== undefined) return known;
    const opened = this.open(path);
    this.#opened.set(path, opened);
    opened.catch(() => this.#opened.delete(path));
    return opened;
  }

  /** Opens a folder; the last segment must not be a link. Throws what the system says. */
  async open(path: string): Promise<HeldFolder> {
    const handle = await open(path, folderOnly);
    this.#handles.push(handle);
    const own = `${descriptors}/${handle.fd}`;
    const chmod = (mode: number) => handle.chmod(mode);
    const isAt = (where: string) => isSame(handle, where);
    if (await hasDescriptors()) {
      // Asks the kernel alone, never storage.
      return { realPath: readlinkSync(own), path: own, at: (name) => `${own}/${name}`, chmod, isAt };
    }
    const realPath = await realpath(path);
    return { realPath, path: realPath, at: (name) => joinPath(realPath, name), chmod, isAt };
  }

  async release(): Promise<void> {
    this.#opened.clear();
    await Promise.all(this.#handles.splice(0).map((handle) => handle.close()));
  }
}

async function isSame(handle: OpenFolder, path: string): Promise<boolean> {
  const [held, found] = await Promise.all([
    handle.stat(),
    stat(path).catch((error) => {
      if (isAbsence(error)) return null;
      throw error;
    }),
  ]);
  return found !== null && found.ino === held.ino && found.dev === held.dev;
}

let descriptorsAnswer: Promise<boolean> | undefined;

function hasDescriptors(): Promise<boolean> {
  if (process.platform !== "linux") return Promise.resolve(false);
  descriptorsAnswer ??= access(descriptors).then(
    () => true,
    () => false,
  );
  return descriptorsAnswer;
}
