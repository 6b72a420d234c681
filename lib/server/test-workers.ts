import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Pace } from "#lib/domain/pace";
import type { Environment } from "./env.ts";
import type { WorkerOrder } from "./test-worker-main.ts";

/** For tests: takes over from a dead worker about as fast as the queue allows. */
export const quickPace: Pace = {
  lease: 1000,
  renewal: 250,
  revival: 100,
  poll: 500,
  heartbeatSeconds: 10,
  superviseSeconds: 1,
  againInSeconds: 0.5,
};

/** A worker process with all that it started, in a group of its own. */
export interface WorkerProcess {
  /** Takes on jobs from now on. */
  begin(): void;
  /** To the whole group: its storage processes too. */
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  /** Ends the group at once, and waits until its first process is gone. */
  kill(): Promise<void>;
}

/** Starts a worker process that is ready to begin. What one compiles of the program is kept in `cache` for the next. */
export async function startWorkerProcess(
  settings: Environment,
  cache: string,
  pace: Pace = quickPace,
  more: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  const order: WorkerOrder = { pace };
  const child = fork(join(import.meta.dirname, "test-worker-main.ts"), [JSON.stringify(order)], {
    detached: true,
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...asText(settings), PATH: "/usr/bin:/bin", NODE_ENV: "test", NODE_COMPILE_CACHE: cache, ...more },
  });
  const gone = once(child, "exit");
  const first = await Promise.race([once(child, "message"), gone.then(() => null)]);
  if (first === null) throw new Error("The worker process ended before it was ready.");
  return {
    begin: () => child.send("begin"),
    signal: (name) => signalGroup(child, name),
    async kill() {
      signalGroup(child, "SIGKILL");
      await gone;
    },
  };
}

function signalGroup({ pid, exitCode, signalCode }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, name);
}

function asText(settings: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
