import { liveMessages } from "#components/messages/live-messages";
import type { StatusRef } from "#lib/domain/deliverable";
import type { ShownVersions, VersionRow } from "#lib/domain/desk";
import { matchesSelection } from "#lib/domain/facets";
import type { Selection } from "#lib/domain/selection";
import { mergeStates, type VersionState, type VersionsNews } from "#lib/domain/versions-news";

/** What was heard of the versions of one project and upload type. */
export interface HeardVersions {
  since: string | null;
  deafSince: string | null;
  states: readonly VersionState[];
}

export const nothingHeard: HeardVersions = { since: null, deafSince: null, states: [] };

/** Puts news in. What was heard before stays: it says when it was so, and what is shown may be older. */
export function hearNews(heard: HeardVersions, { since, deafSince, changed }: VersionsNews): HeardVersions {
  return { since, deafSince, states: mergeStates(heard.states, changed) };
}

/** What became of a row since it was listed. */
interface RowNow {
  versionStatus: StatusRef;
  taskStatus: StatusRef | null;
  /** Why it is no longer ready; null: it is. */
  lost: string | null;
}

export interface LiveRows {
  /** Rows that are not as they were listed, by component id. */
  changed: ReadonlyMap<string, RowNow>;
  /** How many are ready by now that fit what was asked for and are not listed. */
  more: number;
}

/**
 * Lays what was heard over the rows as they were listed. `fresh`: the same question asked again since then. Whatever was
 * heard of before the last question is in its answer already.
 */
export function liveRows(
  { selection, versions }: { selection: Selection; versions: ShownVersions },
  fresh: ShownVersions | null,
  states: readonly VersionState[],
): LiveRows {
  const askedAt = (fresh ?? versions).askedAt;
  const newer = new Map(states.filter(({ at }) => at > askedAt).map((state) => [state.versionId, state]));
  if (fresh === null && newer.size === 0) return { changed: new Map(), more: 0 };
  const freshRows = fresh && new Map(fresh.rows.map((row) => [row.componentId as string, row]));
  const changed = new Map<string, RowNow>();
  const listed = new Set<string>();
  for (const row of versions.rows) {
    listed.add(row.componentId);
    const state = newer.get(row.versionId);
    const now = state ? nowOf(row, state) : freshRows && freshNow(row, freshRows.get(row.componentId));
    if (now && differs(row, now)) changed.set(row.componentId, now);
  }
  const more = new Set<string>();
  for (const row of fresh?.rows ?? []) if (!newer.has(row.versionId)) more.add(row.componentId);
  for (const { now } of newer.values()) {
    for (const deliverable of now?.deliverables ?? []) {
      if (matchesSelection(deliverable, selection)) more.add(deliverable.componentId);
    }
  }
  for (const id of listed) more.delete(id);
  return { changed, more: more.size };
}

function nowOf(row: VersionRow, { now }: VersionState): RowNow {
  if (now === null) {
    return { versionStatus: row.versionStatus, taskStatus: row.task?.status ?? null, lost: liveMessages.gone };
  }
  const lost = now.reasons.length > 0 ? now.reasons.join(", ") : null;
  return { versionStatus: now.status, taskStatus: now.task?.status ?? null, lost };
}

function freshNow(row: VersionRow, fresh: VersionRow | undefined): RowNow {
  const { versionStatus, task } = fresh ?? row;
  return {
    versionStatus,
    taskStatus: task?.status ?? null,
    lost: fresh === undefined ? liveMessages.lostSomehow : null,
  };
}

function differs({ versionStatus, task }: VersionRow, now: RowNow): boolean {
  return now.lost !== null || now.versionStatus.id !== versionStatus.id || now.taskStatus?.id !== task?.status.id;
}
