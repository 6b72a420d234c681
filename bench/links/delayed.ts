import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { interpreter } from "./competitors.ts";
import { compiled } from "./compiled.ts";

/** Storage that is far away: an environment in which each call on a path below `folder` waits, see delayed.c. Null where it can't be built. */
export function delayedEnvironment(root: string, folder: string, delayUs: number): NodeJS.ProcessEnv | null {
  const library = compiled("delayed", root);
  if (library === null) return null;
  return {
    ...process.env,
    LD_PRELOAD: library,
    DELAY_BELOW: folder,
    DELAY_US: String(delayUs),
    DELAY_TURNS: join(root, "turns"),
    UV_USE_IO_URING: "0",
  };
}

/** Throws unless Node, Python and coreutils wait at least as long as they should for each of the calls that count here. */
export function assertDelayed(environment: NodeJS.ProcessEnv, folder: string, delayUs: number): void {
  const calls = 40;
  const names = Array.from({ length: calls }, (_, at) => join(folder, `probe-${at}`));
  const check = (program: string, given: readonly string[], atLeast: number) => {
    const began = performance.now();
    execFileSync(program, given, { env: environment, stdio: "ignore" });
    const took = performance.now() - began;
    if (took < (atLeast * delayUs) / 1000) throw new Error(`${program} does not wait for delayed storage: ${took} ms.`);
  };
  const node = `const fs = require("node:fs"); for (const name of process.argv.slice(1)) { fs.symlinkSync("x", name); fs.lstatSync(name); fs.unlinkSync(name); }`;
  check(process.execPath, ["-e", node, ...names], 3 * calls);
  const loop = "import os, sys\nfor name in sys.argv[1:]: os.symlink('x', name); os.lstat(name); os.unlink(name)";
  const python = interpreter();
  if (python !== null) check(python, ["-c", loop, ...names], 3 * calls);
}
