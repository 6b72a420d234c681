import { systemStatus } from "#lib/services/system-status";
import type { Container } from "./container.ts";

export interface Health {
  ok: boolean;
  /** Only for those who are signed in. */
  details?: {
    version: string;
    worker: "on" | "off";
    configuration: { hash: string; refused: readonly string[] };
    parts: Awaited<ReturnType<typeof systemStatus>>;
  };
}

/**
 * Whether this process can serve: its database answers, a configuration is in force and the queue stands, which a
 * container has by being there. ftrack, directory and mail may come and go; they are in the details.
 */
export async function healthOf(parts: Container, withDetails: boolean): Promise<Health> {
  const ok = await parts.store.ping().then(
    () => true,
    () => false,
  );
  if (!withDetails) return { ok };
  return {
    ok,
    details: {
      version: parts.version,
      worker: parts.environment.WORKER,
      configuration: {
        hash: parts.configuration.current().hash,
        refused: parts.configuration.refused()?.problems ?? [],
      },
      parts: await systemStatus(parts.system(), parts.live.versions.hub()),
    },
  };
}
