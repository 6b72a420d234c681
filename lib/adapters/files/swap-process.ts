import { renameSync, rmSync, symlinkSync } from "node:fs";

/** For tests: swaps folders for links and back as fast as it can, in a process of its own, until it is told to stop. */

/** `folder` is the one that is swapped, `decoy` the text of the link that stands in its place meanwhile. */
export type SwapOrder = { folder: string; decoy: string } | "stop";

let order: Exclude<SwapOrder, "stop"> | null = null;
let isAway = false;

/** Whoever works there may have made something of that name: such a swap is skipped. */
function tried(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function swap({ folder, decoy }: Exclude<SwapOrder, "stop">): void {
  const away = `${folder}.away`;
  if (!isAway) {
    isAway = tried(() => renameSync(folder, away));
    if (isAway) tried(() => symlinkSync(decoy, folder));
    return;
  }
  tried(() => rmSync(folder));
  isAway = !tried(() => renameSync(away, folder));
}

function turn(): void {
  if (order === null) return;
  swap(order);
  setImmediate(turn);
}

process.on("message", (message: SwapOrder) => {
  if (message !== "stop") {
    const wasIdle = order === null;
    order = message;
    if (wasIdle) turn();
    return;
  }
  // A folder that was made anew in its place meanwhile keeps it.
  if (order !== null && isAway) swap(order);
  order = null;
  isAway = false;
  process.send?.("stopped");
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
