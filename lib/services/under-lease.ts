import type { Lease, StepOutcome } from "#lib/services/ports/store";
import type { SystemContext } from "./context.ts";

/**
 * Works under a lease, so that no other process does the same at the same time. Where another one holds it, or takes it
 * over meanwhile, the job comes back a little later and finds what was done.
 */
export async function underLease(
  { store, pace }: Pick<SystemContext, "store" | "pace">,
  name: string,
  work: (lease: Lease) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const lease = await store.leases.take(name);
  const later = { againInSeconds: pace.againInSeconds };
  if (lease === null) return later;
  try {
    return await work(lease);
  } catch (error) {
    if (lease.lost.aborted) return later;
    throw error;
  } finally {
    // One that can't be given back runs out by itself.
    await lease.release().catch(() => undefined);
  }
}
