import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const changing = ["mkdir", "rmdir", "unlink", "rename", "symlink", "link", "writeFile"] as const;

/** What becomes of the call that is chosen: nothing ever again before or after it is done, or an error in its place. */
export type Fault = "dies before" | "dies after" | "fails";

/**
 * For tests: runs `work` with a disk whose nth changing call goes wrong, and from then on, where the process "dies", no call
 * comes back. Gives what came of it: null for a process that died. `calls` says how many changing calls were begun.
 */
export async function withFault<T>(
  nth: number,
  fault: Fault,
  work: () => Promise<T>,
): Promise<{ result: T | Error | null; calls: number }> {
  const real = { ...promises };
  const never = new Promise<never>(() => undefined);
  const died = Promise.withResolvers<null>();
  let calls = 0;
  let dead = false;
  const around = async <A extends unknown[], R>(call: (...given: A) => Promise<R>, given: A): Promise<R> => {
    if (dead) return never;
    calls += 1;
    if (calls !== nth) {
      const done = await call(...given);
      return dead ? never : done;
    }
    if (fault === "fails") throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
    dead = true;
    if (fault === "dies after") await call(...given).catch(() => undefined);
    // Calls that other threads had begun end on their own, as those of a killed process do.
    setTimeout(() => died.resolve(null), 5);
    return never;
  };
  Object.assign(promises, {
    mkdir: (...given: Parameters<typeof real.mkdir>) => around(real.mkdir, given),
    rmdir: (...given: Parameters<typeof real.rmdir>) => around(real.rmdir, given),
    unlink: (...given: Parameters<typeof real.unlink>) => around(real.unlink, given),
    rename: (...given: Parameters<typeof real.rename>) => around(real.rename, given),
    symlink: (...given: Parameters<typeof real.symlink>) => around(real.symlink, given),
    link: (...given: Parameters<typeof real.link>) => around(real.link, given),
    writeFile: (...given: Parameters<typeof real.writeFile>) => around(real.writeFile, given),
  });
  syncBuiltinESMExports();
  try {
    const result = await Promise.race([
      work().catch((error) => (error instanceof Error ? error : new Error(String(error)))),
      died.promise,
    ]);
    return { result, calls };
  } finally {
    for (const name of changing) Object.assign(promises, { [name]: real[name] });
    syncBuiltinESMExports();
  }
}
