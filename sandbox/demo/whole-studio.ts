import { rmSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt } from "#sandbox/build";
import { portIsBusy } from "#sandbox/free-port";
import { readReach } from "#sandbox/ldap/reach";
import { cast } from "#sandbox/studio/cast";
import { type Studio, startStudio } from "#sandbox/studio/start";
import type { Warden } from "#sandbox/warden";
import { startApp } from "./app.ts";
import { claimFolder } from "./claim.ts";
import { writeRecord } from "./record.ts";
import { readSeed } from "./seed.ts";
import type { Settings } from "./settings.ts";
import type { Undoing } from "./undoing.ts";

export interface Stage<Mode extends Settings["mode"]> {
  settings: Extract<Settings, { mode: Mode }>;
  warden: Warden;
  undo: Undoing;
}

/** Starts the studio and the program, and waits until the program ends by itself; gives a sentence about that. */
export async function runWholeStudio({ settings, warden, undo }: Stage<"studio">): Promise<string> {
  const { home, port, versions, adminPort } = settings;
  const ldapReach = readReach(process.env);
  const seed = settings.seed === null ? null : { file: settings.seed, operations: await readSeed(settings.seed) };
  const lock = await claimFolder(home, warden.pid);
  const recordFile = join(home, "demo.json");
  for (const path of [lock.path, recordFile]) {
    warden.remove(path);
    undo.add(() => rmSync(path, { force: true }));
  }
  rmSync(recordFile, { force: true });
  await refuseBusy(port, `PORT=${port + 1} npm run demo`);
  await refuseBusyFtrack(settings);
  console.log("Starting PostgreSQL, a directory, mail, ftrack and a storage full of media …");
  const app = `http://localhost:${port}`;
  const starting = startStudio({
    directory: join(home, "demo"),
    appUrl: app,
    ports: { ftrack: settings.ftrackPort },
    ...(versions !== null && { versions }),
    ...(seed !== null && { seed }),
    ...(adminPort !== null && { ftrackAdminPort: adminPort }),
    ldapReach,
    warden,
  }).then((started) => {
    undo.add(() => started.stop());
    return started;
  });
  // Whoever made a mistake in a seed shall not wait for a build to hear of it.
  if (seed !== null) await starting;
  const [studio] = await settleAll([starting, buildIfStale({ warden })]);
  console.log("Starting the program …");
  const logFile = join(home, "demo", "app.log");
  const program = await startApp({ url: app, environment: studio.environment, logFile, warden });
  undo.add(() => program.stop());
  await writeRecord(recordFile, app, studio);
  introduce(app, studio);
  await program.exited;
  return `The program ended by itself. Its last words are in ${logFile}.`;
}

/** Throws an Error with a sentence if another program holds a port that ftrack shall have. */
export async function refuseBusyFtrack({ ftrackPort, adminPort }: Settings): Promise<void> {
  await refuseBusy(ftrackPort, `FTRACK_PORT=${ftrackPort + 1} npm run demo`);
  if (adminPort !== null) await refuseBusy(adminPort, `FTRACK_ADMIN_PORT=${adminPort + 1} npm run demo`);
}

async function refuseBusy(port: number, otherwise: string): Promise<void> {
  if (port === 0 || !(await portIsBusy(port))) return;
  throw new Error(`Port ${port} is taken by another program. End that one, or choose another port: ${otherwise}`);
}

async function buildIfStale(warden: Parameters<typeof build>[0]): Promise<void> {
  if (await isBuilt()) return;
  console.log("Building the program, which takes a minute …");
  await build(warden);
}

/** Like Promise.all, but waits for all of them, so that whatever started is known before anything is undone. */
async function settleAll<T extends readonly Promise<unknown>[]>(parts: readonly [...T]) {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

function introduce(app: string, studio: Studio): void {
  const login = (role: string, { username, password }: { username: string; password: string }) =>
    `  ${role.padEnd(12)} ${username.padEnd(16)} ${password}`;
  const [ftpFolder] = studio.storage.deliveries;
  const faults = studio.ftrackAdmin === null ? "" : `\n  Faults       ${studio.ftrackAdmin}`;
  console.log(`
  Address      ${app}

${login("Artist", cast.artist)}
${login("Coordinator", cast.coordinator)}
${login("Supervisor", cast.compositingSupervisor)}

  Inbox        ${studio.mail.inboxUrl}
  Destination  ${ftpFolder}/internal${faults}

Ready: sign in at ${app} as one of the three. Ctrl-C ends everything.`);
}
