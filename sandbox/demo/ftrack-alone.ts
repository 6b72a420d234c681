import { rmSync } from "node:fs";
import { join } from "node:path";
import { studioContent } from "#sandbox/studio/content";
import { startFtrackChild } from "#sandbox/studio/ftrack-child";
import { apiUser } from "#sandbox/studio/people";
import { claimFolder } from "./claim.ts";
import { writeFtrackRecord } from "./record.ts";
import { readSeed } from "./seed.ts";
import { refuseBusyFtrack, type Stage } from "./whole-studio.ts";

/** Starts ftrack with the studio's content and nothing else, and waits until it ends by itself; gives a sentence about that. */
export async function runFtrackAlone({ settings, warden, undo }: Stage<"ftrack-only">): Promise<string> {
  const { home, versions, adminPort, ftrackPort } = settings;
  const seed = settings.seed === null ? null : { file: settings.seed, operations: await readSeed(settings.seed) };
  const lock = await claimFolder(home, warden.pid, "ftrack");
  const recordFile = join(home, "ftrack.json");
  for (const path of [lock.path, recordFile]) {
    warden.remove(path);
    undo.add(() => rmSync(path, { force: true }));
  }
  rmSync(recordFile, { force: true });
  await refuseBusyFtrack(settings);
  console.log("Starting ftrack …");
  // Paths as the whole demo would have them, whether or not it ever ran here.
  const storageRoot = join(home, "demo", "storage");
  const directory = join(home, "ftrack");
  rmSync(directory, { recursive: true, force: true });
  const server = await startFtrackChild(studioContent({ storageRoot }), {
    directory,
    port: ftrackPort,
    ...(adminPort !== null && { adminPort }),
    ...(versions !== null && { scale: { versions, projectsFolder: join(storageRoot, "prj") } }),
    ...(seed !== null && { seed }),
    warden,
  });
  undo.add(() => server.close());
  const { username, apiKey } = apiUser;
  await writeFtrackRecord(recordFile, { server: server.url, apiUser: username, apiKey }, server.adminUrl);
  if (server.adminUrl !== null) console.log(`Faults are ordered at ${server.adminUrl}`);
  console.log(
    `Ready: FTRACK_SERVER=${server.url} FTRACK_API_USER=${username} FTRACK_API_KEY=${apiKey} (Ctrl-C ends it)`,
  );
  await server.exited;
  return "The ftrack server ended by itself.";
}
