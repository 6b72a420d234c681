import type { Upload } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";

/** What the tray shows: uploads of one person that go on, and those that ended while somebody looked. Newest first. */
export interface MyUploads {
  uploads: readonly Upload[];
  dismissed: ReadonlySet<string>;
}

export const noUploads: MyUploads = { uploads: [], dismissed: new Set() };

/**
 * Puts news in; `ended` are those that went on before and do not any more. What was dismissed comes back when it goes on
 * again. `called`: went on when a page showed them, and may have ended before anything was heard of them here.
 */
export function takeMine(
  mine: MyUploads,
  news: readonly Upload[],
  { username, called = [] }: { username: string; called?: readonly string[] },
): { mine: MyUploads; ended: readonly Upload[] } {
  const byId = new Map(mine.uploads.map((upload) => [upload.id, upload]));
  const dismissed = new Set(mine.dismissed);
  const ended: Upload[] = [];
  for (const upload of news) {
    if (upload.actor.username !== username) continue;
    const before = byId.get(upload.id);
    const goesOn = !uploadState(upload).settled;
    if (goesOn && before !== undefined && uploadState(before).settled) dismissed.delete(upload.id);
    if (!goesOn && before === undefined && !called.includes(upload.id)) continue;
    if (!goesOn && (before === undefined || !uploadState(before).settled)) ended.push(upload);
    byId.set(upload.id, upload);
  }
  const uploads = [...byId.values()].sort((a, b) => b.submittedAt.localeCompare(a.submittedAt));
  return { mine: { uploads, dismissed }, ended };
}

export function dismiss(mine: MyUploads, id: string): MyUploads {
  return { ...mine, dismissed: new Set([...mine.dismissed, id]) };
}

/** Those that are shown, and how many of them go on. */
export function shownOf({ uploads, dismissed }: MyUploads): { shown: readonly Upload[]; running: readonly Upload[] } {
  const shown = uploads.filter(({ id }) => !dismissed.has(id));
  return { shown, running: uploads.filter((upload) => !uploadState(upload).settled) };
}
