import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#sandbox/free-port";

const root = join(import.meta.dirname, "..");

/**
 * Starts a demo beside any that runs, in a folder and on ports of its own, and names it in COMPOUT_DEMO; gives what ends
 * it. A demo that is named there already is used as it is.
 */
export async function startDemo(
  given: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<() => Promise<void>> {
  if (process.env.COMPOUT_DEMO) return async () => undefined;
  const folder = await mkdtemp(join(tmpdir(), "compout-demo-"));
  const demo = spawn(process.execPath, [join(root, "sandbox/demo.ts"), ...given, "--directory", folder], {
    cwd: root,
    env: { ...process.env, ...environment, PORT: String(await freePort()) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    demo.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/^Ready/m.test(said)) resolve();
    });
    demo.once("exit", (code) => reject(new Error(`The demo ended with ${code} before it was ready:\n${said}`)));
  });
  process.env.COMPOUT_DEMO = join(folder, "demo.json");
  return async () => {
    demo.removeAllListeners("exit");
    const ended = once(demo, "exit");
    demo.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}
