import { readFileSync, writeFileSync } from "node:fs";

/** Memory of processes, as Linux counts it; other systems do not tell. */
interface Memory {
  /** MiB more than at `watchMemory`, at the highest since then, all processes together; null where nobody tells. */
  peakMiB(): number | null;
}

/** Watches this process and those that it started. */
export function watchMemory(): Memory {
  const pids = [process.pid, ...childrenOf(process.pid)];
  const before = pids.map((pid) => {
    forgetPeak(pid);
    return statusMiB(pid, "VmRSS");
  });
  return {
    peakMiB() {
      const grown = pids.map((pid, at) => {
        const [idle, peak] = [before[at] ?? null, statusMiB(pid, "VmHWM")];
        return idle === null || peak === null ? null : peak - idle;
      });
      return grown.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
    },
  };
}

export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

export function statusMiB(pid: number, field: "VmRSS" | "VmHWM"): number | null {
  try {
    const line = readFileSync(`/proc/${pid}/status`, "utf8")
      .split("\n")
      .find((one) => one.startsWith(`${field}:`));
    const kibibytes = Number(/\d+/.exec(line ?? "")?.[0]);
    return Number.isNaN(kibibytes) ? null : kibibytes / 1024;
  } catch {
    return null;
  }
}

/** Lets the kernel count the highest use anew from here on. */
function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Without it the highest use counts from the process's start: never less than the truth.
  }
}
