import type { Deliverable } from "#lib/domain/deliverable";
import type { WorkPhase } from "#lib/domain/long-work";
import type { SourceWatch } from "#lib/services/ports/files";
import type { SystemContext } from "./context.ts";

type Watched = Pick<SystemContext, "watch">;

/**
 * What comes of a plan, unless nobody waits for it any more: then it rejects with the reason at once. What still runs of it
 * writes nothing, and comes to nothing.
 */
export async function whileWanted<T>({ watch }: Watched, planning: Promise<T>): Promise<T> {
  if (watch === undefined) return planning;
  const { signal } = watch;
  const { promise: unwanted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([planning, unwanted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** Tells whoever waits that the next part of the work begins. Throws the reason where nobody wants it any more. */
export function beginPhase({ watch }: Watched, phase: WorkPhase, of = 0): void {
  watch?.signal.throwIfAborted();
  watch?.onProgress({ phase, done: 0, of });
}

/** Tells whoever waits how many files were looked at, out of as many as ftrack knows of these deliverables. */
export function fileWatch({ watch }: Watched, deliverables: readonly Deliverable[]): SourceWatch {
  if (watch === undefined) return {};
  const of = filesKnown(deliverables);
  return {
    signal: watch.signal,
    onProgress: (done) => watch.onProgress({ phase: "files", done, of: done > of ? 0 : of }),
  };
}

/** 0 where ftrack does not know how many frames one of them has. */
function filesKnown(deliverables: readonly Deliverable[]): number {
  let files = 0;
  for (const { kind, knownRange } of deliverables) {
    if (kind === "sequence" && knownRange === null) return 0;
    files += kind === "sequence" && knownRange !== null ? knownRange.last - knownRange.first + 1 : 1;
  }
  return files;
}
