import { readFileSync } from "node:fs";

/**
 * Tells one run of a pid from the next: the start time in clock ticks since boot, where /proc has it, else "".
 * Null where no such process lives; a zombie counts as gone.
 */
export function processIdentity(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name stands in brackets and may hold blanks and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? "");
  } catch {
    return isAlive(pid) && !hasProc() ? "" : null;
  }
}

function hasProc(): boolean {
  try {
    return readFileSync("/proc/self/stat", "utf8") !== "";
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
