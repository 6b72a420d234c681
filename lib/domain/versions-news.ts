import type { DeliverableFacets, StatusRef, TaskRef } from "./deliverable.ts";

/** A version that changed, as it is now for those who look at one upload type. */
export interface VersionState {
  versionId: string;
  /** ISO 8601, UTC: what was asked of ftrack later than that knows it too. */
  at: string;
  /** Null: it has no files any more, or is gone. */
  now: {
    status: StatusRef;
    task: TaskRef | null;
    /** Why it is not ready; empty: it is. */
    reasons: readonly string[];
    /** What it would add to the table; empty where it is not ready. */
    deliverables: readonly DeliverableFacets[];
  } | null;
}

/** What is heard of the versions of a project. */
export interface VersionsNews {
  /** ISO 8601, UTC: of every change since then is told. Null while changes are not heard of. */
  since: string | null;
  /** ISO 8601, UTC: from then on changes are not heard of. Null where they are. */
  deafSince: string | null;
  changed: readonly VersionState[];
  /** All changes since `since` that are known, for one who begins to follow. */
  whole: boolean;
}

/** As many changes as are kept for those who come later; with more, they ask ftrack anew. */
export const mostChanges = 2000;

/** News that holds what both told; what is newer counts. */
export function mergeVersionsNews(before: VersionsNews, news: VersionsNews): VersionsNews {
  return { ...news, changed: mergeStates(before.changed, news.changed), whole: before.whole };
}

/** The states with newer ones of the same versions in their place. */
export function mergeStates(
  before: readonly VersionState[],
  changed: readonly VersionState[],
): readonly VersionState[] {
  if (changed.length === 0) return before;
  const byVersion = new Map(before.map((state) => [state.versionId, state]));
  for (const state of changed) {
    const known = byVersion.get(state.versionId);
    if (known === undefined || known.at <= state.at) byVersion.set(state.versionId, state);
  }
  return [...byVersion.values()];
}
