import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A volume that can fall silent: whoever asks it waits, and is neither answered nor refused. */
export interface SilentVolume {
  fallSilent(): void;
  answerAgain(): void;
  /** As it was before. */
  end(): Promise<void>;
}

/** Stands for a hung volume anywhere: every process of the program that works on it is stopped as soon as it is there. */
export async function stoppedVolume(volume: string): Promise<SilentVolume> {
  const stopped = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  const answerAgain = () => {
    clearInterval(timer);
    timer = undefined;
    for (const pid of stopped) signal(pid, "SIGCONT");
    stopped.clear();
  };
  const stopAll = () => {
    for (const pid of storageProcesses(volume)) {
      if (!stopped.has(pid) && signal(pid, "SIGSTOP")) stopped.add(pid);
    }
  };
  return {
    fallSilent() {
      stopAll();
      timer ??= setInterval(stopAll, 20);
    },
    answerAgain,
    end: async () => answerAgain(),
  };
}

function storageProcesses(volume: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => /storage-main\.ts\0\d+\0/.test(commandOf(pid)) && commandOf(pid).endsWith(`\0${volume}\0`))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Whether a file system of our own can be mounted here: as root, with FUSE and what compiles against it. */
export function canMount(): boolean {
  if (process.geteuid?.() !== 0 || !existsSync("/dev/fuse")) return false;
  try {
    execFileSync("pkg-config", ["--exists", "fuse3"]);
    execFileSync("cc", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The real thing: mounted over the volume, a file system that answers nothing while it is told not to. */
export async function mountedVolume(volume: string): Promise<SilentVolume> {
  const folder = mkdtempSync(join(tmpdir(), "compout-mount-"));
  const [program, gate] = [join(folder, "gated-mount"), join(folder, "gate")];
  const flags = execFileSync("pkg-config", ["--cflags", "--libs", "fuse3"], { encoding: "utf8" }).split(/\s+/);
  execFileSync("cc", ["-O1", join(import.meta.dirname, "gated-mount.c"), ...flags.filter(Boolean), "-o", program]);
  const device = statSync(volume).dev;
  const options = "attr_timeout=0,entry_timeout=0,negative_timeout=0";
  const mount = spawn(program, ["-f", "-o", options, volume], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, GATE: gate },
  });
  while (mount.exitCode === null && statSync(volume).dev === device) await wait(20);
  if (mount.exitCode !== null) throw new Error(`${volume} could not be mounted.`);
  const answerAgain = () => rmSync(gate, { force: true });
  return {
    fallSilent: () => writeFileSync(gate, ""),
    answerAgain,
    async end() {
      answerAgain();
      await unmount(volume, mount);
      rmSync(folder, { recursive: true });
    },
  };
}

async function unmount(volume: string, mount: ChildProcess): Promise<void> {
  const ended = once(mount, "exit");
  for (let turn = 0; ; turn++) {
    try {
      execFileSync("umount", [volume], { stdio: "ignore" });
      break;
    } catch (error) {
      // Somebody still looks into it.
      if (turn === 50) throw error;
      await wait(100);
    }
  }
  await ended;
}
