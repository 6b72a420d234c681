import { readFileSync } from "node:fs";
import { processIdentity } from "#sandbox/process-identity";

/**
 * Calls `end` once npm, which started this script, is gone: a killed npm tells its script nothing. Does nothing
 * where the script was started by hand, since then it may well outlive its shell.
 */
export function endWithNpm(end: () => void): void {
  if (process.env.npm_lifecycle_event !== "demo") return;
  const watched = npmAndItsShell().map((pid) => ({ pid, identity: processIdentity(pid) }));
  setInterval(() => {
    if (watched.some(({ pid, identity }) => processIdentity(pid) !== identity)) end();
  }, 500).unref();
}

/** Our parent; where that is the shell through which npm runs scripts, npm itself as well. */
function npmAndItsShell(): number[] {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    const [, name = "", parent = ""] = /\((.*)\) \S+ (\d+)/s.exec(stat) ?? [];
    return /^(?:sh|bash|dash|ash)$/.test(name) ? [process.ppid, Number(parent)] : [process.ppid];
  } catch {
    return [process.ppid];
  }
}
