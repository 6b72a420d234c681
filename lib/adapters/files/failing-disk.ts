import callbacks from "node:fs";
import promises, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** What becomes of the chosen call: it is done and then nothing ever comes back, or an error comes in its place. */
export type Fault = "dies" | "fails";

/**
 * For tests: runs `work` with a disk whose nth changing call goes wrong; where the process "dies", no later call is begun.
 * Gives what came of it: null for a process that died. `calls` says how many changing calls were begun.
 */
export async function withFault<T>(
  nth: number,
  fault: Fault,
  work: () => Promise<T>,
): Promise<{ result: T | Error | null; calls: number }> {
  const real = { ...promises };
  const realSymlink = callbacks.symlink;
  const never = new Promise<never>(() => undefined);
  const died = Promise.withResolvers<null>();
  const underWay = new Set<Promise<unknown>>();
  const handles: FileHandle[] = [];
  let calls = 0;
  let dead = false;

  const around = async <A extends unknown[], R>(call: (...given: A) => Promise<R>, given: A): Promise<R> => {
    if (dead) return never;
    calls += 1;
    if (calls === nth && fault === "fails") throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
    if (calls === nth) dead = true;
    const done = call(...given);
    underWay.add(done);
    if (calls === nth) {
      // What other threads had begun ends on its own, as in a killed process.
      await Promise.allSettled(underWay);
      died.resolve(null);
    }
    await Promise.allSettled([done]);
    return dead ? never : done;
  };
  const faulty = {
    mkdir: (...given: Parameters<typeof real.mkdir>) => around(real.mkdir, given),
    rmdir: (...given: Parameters<typeof real.rmdir>) => around(real.rmdir, given),
    unlink: (...given: Parameters<typeof real.unlink>) => around(real.unlink, given),
    rename: (...given: Parameters<typeof real.rename>) => around(real.rename, given),
    symlink: (...given: Parameters<typeof real.symlink>) => around(real.symlink, given),
    link: (...given: Parameters<typeof real.link>) => around(real.link, given),
    writeFile: (...given: Parameters<typeof real.writeFile>) => around(real.writeFile, given),
    open: async (...given: Parameters<typeof real.open>) => {
      const handle = await real.open(...given);
      handles.push(handle);
      return handle;
    },
  };
  const faultySymlink = (text: string, path: string, done: (error: unknown) => void) => {
    around(real.symlink, [text, path]).then(() => done(null), done);
  };
  Object.assign(promises, faulty);
  Object.assign(callbacks, { symlink: faultySymlink });
  syncBuiltinESMExports();
  try {
    const outcome = work().catch((error) => (error instanceof Error ? error : new Error(String(error))));
    return { result: await Promise.race([outcome, died.promise]), calls };
  } finally {
    Object.assign(promises, real);
    Object.assign(callbacks, { symlink: realSymlink });
    syncBuiltinESMExports();
    for (const handle of handles) await handle.close().catch(() => undefined);
  }
}
