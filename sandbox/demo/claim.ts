import { promises as fs } from "node:fs";
import { join } from "node:path";
import { promises as timers } from "node:timers";
import { z } from "zod";
import { processIdentity } from "#sandbox/process-identity";

const processSchema = z.object({ pid: z.int(), identity: z.string() });
const claimSchema = z.object({ demo: processSchema, warden: processSchema });
type Claimant = z.infer<typeof processSchema>;

/** A warden asks first, then kills: it is done well within this time. */
const patience = 15_000;

const claimant = (pid: number): Claimant => ({ pid, identity: processIdentity(pid) ?? "" });
const lives = ({ pid, identity }: Claimant) => processIdentity(pid) === identity;

/** What may run in a folder once: each kind has a lock of its own. */
const kinds = {
  demo: { name: "A demo", another: "PORT=3001 npm run demo -- --directory /tmp/second-demo" },
  ftrack: {
    name: "ftrack alone",
    another: "FTRACK_PORT=3101 npm run demo -- --ftrack-only --directory /tmp/second-demo",
  },
} as const;

/**
 * Makes this folder the demo's own. Where an earlier demo was killed, waits until its warden has cleared up.
 * Throws an Error with a sentence while another demo of that kind runs there.
 */
export async function claimFolder(
  home: string,
  wardenPid: number,
  kind: keyof typeof kinds = "demo",
): Promise<{ path: string }> {
  const path = join(home, `${kind}.lock`);
  const earlier = await readClaim(path);
  if (earlier && lives(earlier.demo)) {
    const { name, another } = kinds[kind];
    throw new Error(
      `${name} runs in ${home} already, as process ${earlier.demo.pid}. End it, or give this one a folder and a port of its own: ${another}`,
    );
  }
  const deadline = Date.now() + patience;
  while (earlier && lives(earlier.warden) && Date.now() < deadline) await timers.setTimeout(50);
  await fs.mkdir(home, { recursive: true });
  await fs.writeFile(path, JSON.stringify({ demo: claimant(process.pid), warden: claimant(wardenPid) }));
  return { path };
}

async function readClaim(path: string): Promise<z.infer<typeof claimSchema> | null> {
  try {
    return claimSchema.parse(JSON.parse(await fs.readFile(path, "utf8")));
  } catch {
    return null;
  }
}
