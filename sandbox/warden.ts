import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { processIdentity } from "./process-identity.ts";
import type { WardenOrder } from "./warden-main.ts";

export interface Warden {
  readonly pid: number;
  /**
   * Ends this child when we end, however we end. A child that was spawned `detached` leads a group, and its whole group is ended.
   * `signal` asks first (PostgreSQL wants SIGINT); SIGKILL follows after five seconds.
   */
  watch(child: ChildProcess, options?: { signal?: "SIGTERM" | "SIGINT"; group?: boolean }): void;
  /** Removes this file or folder once every child is gone. */
  remove(path: string): void;
  /** Ends all that is still watched, removes what was given, and waits for it. */
  end(): Promise<void>;
}

/**
 * Starts a small process of its own session that holds a pipe to this one. The pipe breaks when this process ends,
 * by `kill -9` too, and the warden then clears up.
 */
export function startWarden(): Warden {
  const warden = spawn(process.execPath, [fileURLToPath(new URL("./warden-main.ts", import.meta.url))], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
  });
  const { stdin, pid } = warden;
  if (pid === undefined) throw new Error("The warden of the sandbox could not be started.");
  const gone = new Promise<void>((resolve) => warden.once("exit", () => resolve()));
  stdin.on("error", () => warden.kill());
  warden.unref();
  if ("unref" in stdin && typeof stdin.unref === "function") stdin.unref();

  const tell = (order: WardenOrder) => stdin.write(`${JSON.stringify(order)}\n`);
  return {
    pid,
    watch(child, { signal = "SIGTERM", group = false } = {}) {
      const { pid } = child;
      if (pid === undefined) return;
      tell({ order: "watch", pid, identity: processIdentity(pid) ?? "", signal, group });
      child.once("exit", () => {
        if (!group || !groupLives(pid)) tell({ order: "forget", pid });
      });
    },
    remove: (path) => tell({ order: "remove", path }),
    async end() {
      warden.ref();
      stdin.end();
      await gone;
    },
  };
}

function groupLives(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}
