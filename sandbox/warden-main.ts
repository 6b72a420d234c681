import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { promises as timers } from "node:timers";
import { z } from "zod";
import { processIdentity } from "./process-identity.ts";

const watchedSchema = z.object({
  pid: z.int().min(2),
  /** As `processIdentity` gives it: a number that was given to another process since is left alone. */
  identity: z.string(),
  signal: z.enum(["SIGTERM", "SIGINT"]),
  group: z.boolean(),
});
type Watched = z.infer<typeof watchedSchema>;

const orderSchema = z.discriminatedUnion("order", [
  watchedSchema.extend({ order: z.literal("watch") }),
  z.object({ order: z.literal("forget"), pid: z.int().min(2) }),
  z.object({ order: z.literal("remove"), path: z.string().startsWith("/") }),
]);
/** One line on the warden's input. */
export type WardenOrder = z.infer<typeof orderSchema>;

const patience = 5000;

function send(child: Watched, signal: "SIGTERM" | "SIGINT" | "SIGKILL"): void {
  try {
    process.kill(child.group ? -child.pid : child.pid, signal);
  } catch {
    // Gone in the meantime, which is what we want.
  }
}

function lives(child: Watched): boolean {
  if (processIdentity(child.pid) === child.identity) return true;
  if (!child.group) return false;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function endAll(children: readonly Watched[]): Promise<void> {
  for (const child of children) if (lives(child)) send(child, child.signal);
  const deadline = Date.now() + patience;
  while (children.some(lives) && Date.now() < deadline) await timers.setTimeout(25);
  for (const child of children) if (lives(child)) send(child, "SIGKILL");
  while (children.some(lives) && Date.now() < deadline + patience) await timers.setTimeout(25);
}

async function main(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
  const children = new Map<number, Watched>();
  const paths: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    const order = orderSchema.parse(JSON.parse(line));
    if (order.order === "watch") children.set(order.pid, order);
    else if (order.order === "forget") children.delete(order.pid);
    else paths.push(order.path);
  }
  await endAll([...children.values()]);
  for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}

if (import.meta.main) await main();
