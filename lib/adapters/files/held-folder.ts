import { constants } from "node:fs";
import { access, type FileHandle, open, readlink, realpath } from "node:fs/promises";
import { joinPath } from "#lib/domain/posix-path";

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
}

const descriptors = "/proc/self/fd";
const folderOnly = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Folders held for one piece of work, and let go together. */
export class Hold {
  readonly #handles: FileHandle[] = [];

  /** Opens a folder; the last segment must not be a link. Throws what the system says. */
  async open(path: string): Promise<HeldFolder> {
    const handle = await open(path, folderOnly);
    this.#handles.push(handle);
    const own = `${descriptors}/${handle.fd}`;
    const chmod = (mode: number) => handle.chmod(mode);
    if (await hasDescriptors()) {
      return { realPath: await readlink(own), path: own, at: (name) => `${own}/${name}`, chmod };
    }
    const realPath = await realpath(path);
    return { realPath, path: realPath, at: (name) => joinPath(realPath, name), chmod };
  }

  async release(): Promise<void> {
    for (const handle of this.#handles.splice(0)) await handle.close();
  }
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
