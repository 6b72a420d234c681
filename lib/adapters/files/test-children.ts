import { readFileSync } from "node:fs";

/** Processes that this one has started and that still run. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

export function startedSince(before: readonly number[]): number[] {
  return childrenOf(process.pid).filter((pid) => !before.includes(pid));
}
