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

/**
 * Makes this folder the demo's own. Where an earlier demo was killed, waits until its warden has cleared up.
 * Throws an Error with a sentence while another demo runs there.
 */
export async function claimFolder(home: string, wardenPid: number): Promise<{ path: string }> {
  const path = join(home, "demo.lock");
  const earlier = await readClaim(path);
  if (earlier && lives(earlier.demo)) {
    throw new Error(
      `A demo runs in ${home} already, as process ${earlier.demo.pid}. End it, or give this one a folder and a port of its own: PORT=3001 npm run demo -- --directory /tmp/second-demo`,
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
