import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("No free port found on 127.0.0.1.");
  return address.port;
}

/** Starts a demo of its own beside any that runs: own folder, own ports; ends it after the last test. COMPOUT_DEMO names the demo.json of one to use instead. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.COMPOUT_DEMO) return async () => undefined;
  const folder = await mkdtemp(join(tmpdir(), "compout-e2e-"));
  const demo = spawn(process.execPath, ["sandbox/demo.ts", "--directory", folder], {
    env: { ...process.env, PORT: String(await freePort()), FTRACK_ADMIN_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    demo.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (/^Ready/m.test(output)) resolve();
    });
    demo.on("exit", (code) => reject(new Error(`The demo ended with ${code} before it was ready:\n${output}`)));
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
