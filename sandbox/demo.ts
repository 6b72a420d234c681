import { runFtrackAlone } from "./demo/ftrack-alone.ts";
import { endWithNpm } from "./demo/npm-parent.ts";
import { readSettings } from "./demo/settings.ts";
import { type Undoing, undoing } from "./demo/undoing.ts";
import { runWholeStudio } from "./demo/whole-studio.ts";
import { fewestVersions } from "./studio/scale-plan.ts";
import { startWarden } from "./warden.ts";

/** `npm run demo`: a whole small studio, and the program in production mode, until Ctrl-C; or its ftrack alone. */

async function main(): Promise<void> {
  const undo = undoing();
  endWithSignals(undo);
  try {
    const settings = readSettings(process.argv.slice(2), process.env, fewestVersions);
    const warden = startWarden();
    undo.add(() => warden.end());
    const ended =
      settings.mode === "studio"
        ? await runWholeStudio({ settings, warden, undo })
        : await runFtrackAlone({ settings, warden, undo });
    if (undo.isRunning()) return;
    console.error(ended);
    process.exitCode = 1;
  } catch (error) {
    if (undo.isRunning()) return;
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  await undo.run();
}

/** npm passes a Ctrl-C on that the terminal has sent already, so a second signal changes nothing. */
function endWithSignals(undo: Undoing): void {
  let ending = false;
  const stop = () => {
    if (ending) return;
    ending = true;
    console.log("\nEnding everything …");
    undo.run().then(
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

await main();
