import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, isBuilt } from "./build.ts";
import { startApp } from "./demo/app.ts";
import { claimFolder } from "./demo/claim.ts";
import { endWithNpm } from "./demo/npm-parent.ts";
import { writeRecord } from "./demo/record.ts";
import { portIsBusy } from "./free-port.ts";
import { cast } from "./studio/cast.ts";
import { type Studio, startStudio } from "./studio/start.ts";
import { startWarden } from "./warden.ts";

/** `npm run demo`: a whole small studio, and the program in production mode, until Ctrl-C. */

const root = fileURLToPath(new URL("..", import.meta.url));

interface Settings {
  /** Holds demo.json, and the studio in `demo`. */
  home: string;
  port: number;
}

function readSettings(): Settings {
  const { values } = parseArgs({ options: { directory: { type: "string" } } });
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT is ${process.env.PORT}, which is no port. Set it to a number from 1 to 65535.`);
  }
  return { home: values.directory === undefined ? join(root, ".compout") : resolve(values.directory), port };
}

/** What has to be undone, newest first. Runs once. */
function undoing() {
  const steps: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | null = null;
  const run = async () => {
    for (const step of steps.toReversed()) await step();
  };
  return {
    add: (step: () => void | Promise<void>) => steps.push(step),
    run: () => {
      running ??= run();
      return running;
    },
    isRunning: () => running !== null,
  };
}

async function buildIfStale(warden: Parameters<typeof build>[0]): Promise<void> {
  if (await isBuilt()) return;
  console.log("Building the program, which takes a minute …");
  await build(warden);
}

async function main(): Promise<void> {
  const warden = startWarden();
  const undo = undoing();
  undo.add(() => warden.end());
  endWithSignals(() => undo.run());
  try {
    const { home, port } = readSettings();
    const lock = await claimFolder(home, warden.pid);
    const recordFile = join(home, "demo.json");
    for (const path of [lock.path, recordFile]) {
      warden.remove(path);
      undo.add(() => rmSync(path, { force: true }));
    }
    rmSync(recordFile, { force: true });
    if (await portIsBusy(port)) {
      throw new Error(
        `Port ${port} is taken by another program. End that one, or choose another port: PORT=${port + 1} npm run demo`,
      );
    }
    console.log("Starting PostgreSQL, a directory, mail, ftrack and a storage full of media …");
    const app = `http://localhost:${port}`;
    const [studio] = await settleAll([
      startStudio({ directory: join(home, "demo"), appUrl: app, warden }).then((started) => {
        undo.add(() => started.stop());
        return started;
      }),
      buildIfStale({ warden }),
    ]);
    console.log("Starting the program …");
    const logFile = join(home, "demo", "app.log");
    const program = await startApp({ url: app, environment: studio.environment, logFile, warden });
    undo.add(() => program.stop());
    await writeRecord(recordFile, app, studio);
    introduce(app, studio);
    await program.exited;
    if (undo.isRunning()) return;
    console.error(`The program ended by itself. Its last words are in ${logFile}.`);
    process.exitCode = 1;
  } catch (error) {
    if (undo.isRunning()) return;
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  await undo.run();
}

/** Like Promise.all, but waits for all of them, so that whatever started is known before anything is undone. */
async function settleAll<T extends readonly Promise<unknown>[]>(parts: readonly [...T]) {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

/** npm passes a Ctrl-C on that the terminal has sent already, so a second signal changes nothing. */
function endWithSignals(end: () => Promise<void>): void {
  let ending = false;
  const stop = () => {
    if (ending) return;
    ending = true;
    console.log("\nEnding everything …");
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  endWithNpm(stop);
}

function introduce(app: string, studio: Studio): void {
  const login = (role: string, { username, password }: { username: string; password: string }) =>
    `  ${role.padEnd(12)} ${username.padEnd(16)} ${password}`;
  const [ftpFolder] = studio.storage.deliveries;
  console.log(`
  Address      ${app}

${login("Artist", cast.artist)}
${login("Coordinator", cast.coordinator)}
${login("Supervisor", cast.compositingSupervisor)}

  Inbox        ${studio.mail.inboxUrl}
  Destination  ${ftpFolder}/internal

Ready: sign in at ${app} as one of the three. Ctrl-C ends everything.`);
}

await main();
