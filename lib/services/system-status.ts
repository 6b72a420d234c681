import { sentenceOf } from "#lib/domain/errors";
import type { SystemContext } from "./context.ts";

export interface PartStatus {
  name: "ftrack" | "directory" | "database" | "mail" | "storage";
  ok: boolean;
  sentence: string;
}

/** Whether each outside system answers now, side by side. Never throws. */
export function systemStatus(context: SystemContext): Promise<PartStatus[]> {
  return Promise.all([
    part("ftrack", `${context.ftrack.serverUrl} answers.`, () => context.ftrack.ping()),
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
