import type { KeptDestinations, Preferences } from "./preferences.ts";

type Kept = Preferences["destinations"];

const mostRecent = 10;
const mostStarred = 50;
const none: KeptDestinations = { recent: [], starred: [] };

export function keptFor(kept: Kept, project: string): KeptDestinations {
  return kept.byProject[project] ?? none;
}

/** The folder that was uploaded to last goes first; ten are kept. */
export function withRecent(kept: Kept, project: string, path: string): Kept {
  return changed(kept, project, ({ recent, starred }) => ({
    recent: [path, ...recent.filter((other) => other !== path)].slice(0, mostRecent),
    starred,
  }));
}

export function withoutRecent(kept: Kept, project: string, path: string): Kept {
  return changed(kept, project, ({ recent, starred }) => ({
    recent: recent.filter((other) => other !== path),
    starred,
  }));
}

/** Stars a folder, or takes the star away; the newest star goes first. */
export function withStarToggled(kept: Kept, project: string, path: string): Kept {
  return changed(kept, project, ({ recent, starred }) => ({
    recent,
    starred: starred.includes(path)
      ? starred.filter((other) => other !== path)
      : [path, ...starred].slice(0, mostStarred),
  }));
}

function changed(kept: Kept, project: string, change: (before: KeptDestinations) => KeptDestinations): Kept {
  return { byProject: { ...kept.byProject, [project]: change(keptFor(kept, project)) } };
}
