import { sentenceOf } from "#lib/domain/errors";
import type { HubState } from "#lib/domain/hub-state";
import { zonedClock } from "#lib/domain/zoned-time";
import type { SystemContext } from "./context.ts";

export interface PartStatus {
  name: "ftrack" | "events" | "directory" | "database" | "mail" | "storage";
  ok: boolean;
  sentence: string;
}

/** Whether each outside system answers now, side by side; `hub`: how this server stands with ftrack's events. Never throws. */
export function systemStatus(context: SystemContext, hub: HubState): Promise<PartStatus[]> {
  return Promise.all([
    part("ftrack", `${context.ftrack.serverUrl} answers.`, () => context.ftrack.ping()),
    events(context, hub),
    part("directory", "The directory answers.", () => context.directory.ping()),
    part("database", "The database answers.", () => context.store.ping()),
    part("mail", "The mail server answers.", () => context.mail.ping()),
    storage(context),
  ]);
}

async function part(name: PartStatus["name"], sentence: string, ping: () => Promise<void>): Promise<PartStatus> {
  try {
    await ping();
    return { name, ok: true, sentence };
  } catch (error) {
    return { name, ok: false, sentence: sentenceOf(error) };
  }
}

/** While nobody looks at versions there is no connection, so the hub is asked whether it would answer. */
async function events({ ftrack, configuration }: SystemContext, { since, deaf }: HubState): Promise<PartStatus> {
  const clock = (at: string) => zonedClock(at, configuration.report.timeZone);
  if (since !== null) {
    return { name: "events", ok: true, sentence: `Changes in ftrack are heard of, since ${clock(since)}.` };
  }
  if (deaf !== null) {
    const sentence = `Changes in ftrack are not heard of since ${clock(deaf.since)}: ${deaf.reason} It is tried again by itself; until then people refresh by hand.`;
    return { name: "events", ok: false, sentence };
  }
  return part("events", "The event hub answers. It is listened to while somebody looks at versions.", () =>
    ftrack.pingEvents(),
  );
}

async function storage(context: SystemContext): Promise<PartStatus> {
  const { roots } = context.configuration.storage;
  try {
    const real = await context.files.realRoots(roots);
    const absent = roots.map(({ path }) => path).filter((path) => (real.get(path) ?? null) === null);
    if (absent.length === 0) {
      return { name: "storage", ok: true, sentence: `${roots.map(({ path }) => path).join(", ")} can be read.` };
    }
    return { name: "storage", ok: false, sentence: `${absent.join(", ")} is not there. Is the volume mounted?` };
  } catch (error) {
    return { name: "storage", ok: false, sentence: sentenceOf(error) };
  }
}
