import type { Configuration } from "./configuration.ts";
import { folderOf, isWithin, joinPath, pathBelow, segmentsOf } from "./posix-path.ts";
import { pathForProject } from "./project-path.ts";
import type { UploadType } from "./upload-type.ts";

/** Storage as somebody else sees it: each mount shows a folder of ours under a path of theirs. Nothing else is there. */
export interface MountView {
  name: string;
  mounts: readonly ViewMount[];
}

export interface ViewMount {
  /** Real path on this server. */
  ours: string;
  theirs: string;
}

/** The views that a plan has to hold in, and what is known of links on the way to its sources. */
export interface ViewFacts {
  views: readonly MountView[];
  /** Where a link really stands on this server → what it says. */
  links: ReadonlyMap<string, string>;
}

/** As many as a kernel follows. */
const mostLinks = 40;

/** Views that a project's uploads of one type must hold in, as configured: `ours` may still lead through links. */
export function viewsFor(
  { storage }: { storage: Pick<Configuration["storage"], "views"> },
  projectName: string,
  uploadType: UploadType,
): MountView[] {
  return storage.views
    .filter(({ projects }) => projects === undefined || projects.includes(projectName))
    .filter(({ uploadTypes }) => uploadTypes.includes(uploadType))
    .map(({ name, mounts }) => ({
      name,
      mounts: mounts.flatMap(({ ours, theirs }) => {
        const folder = pathForProject(ours, projectName);
        return folder === null ? [] : [{ ours: folder, theirs }];
      }),
    }));
}

/** Every path under which a view shows something that really stands at a path of ours. A mount may hide what another shows. */
export function shownAs(view: MountView, realPath: string): string[] {
  return view.mounts.flatMap(({ ours, theirs }) => {
    const below = pathBelow(realPath, ours);
    const path = below === null ? null : joinPath(theirs, below);
    return path !== null && shownAt(view, path) === realPath ? [path] : [];
  });
}

/** Where a path of a view stands on this server, by the deepest mount; null where the view shows nothing of ours there. */
function shownAt({ mounts }: MountView, path: string): string | null {
  let deepest: ViewMount | null = null;
  for (const mount of mounts) {
    if (!isWithin(path, mount.theirs)) continue;
    if (deepest === null || mount.theirs.length > deepest.theirs.length) deepest = mount;
  }
  return deepest === null ? null : joinPath(deepest.ours, pathBelow(path, deepest.theirs) ?? "");
}

/** Where a link's text leads in a view, or what keeps it from leading anywhere. */
export type ViewedText =
  | { ok: true; theirs: string; ours: string | null }
  | { ok: false; problem: "above" | "circles" }
  | { ok: false; problem: "not-shown"; theirs: string };

/**
 * Follows a text from a folder of a view, step by step, as its kernel would: absolute texts begin at the view's top, links that
 * are known lead on, and ".." stays below the top. `ours` is null for a folder that only holds mounts.
 */
export function followText(
  view: MountView,
  links: ReadonlyMap<string, string>,
  from: string,
  text: string,
): ViewedText {
  const ahead = segmentsOf(text).reverse();
  let at = text.startsWith("/") ? "/" : from;
  let followed = 0;
  for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
    if (step === "..") {
      if (at === "/") return { ok: false, problem: "above" };
      at = folderOf(at);
      continue;
    }
    const theirs = joinPath(at, step);
    const ours = shownAt(view, theirs);
    if (ours === null && !view.mounts.some((mount) => isWithin(mount.theirs, theirs))) {
      return { ok: false, problem: "not-shown", theirs };
    }
    const link = ours === null ? undefined : links.get(ours);
    if (link === undefined) {
      at = theirs;
      continue;
    }
    followed += 1;
    if (followed > mostLinks) return { ok: false, problem: "circles" };
    ahead.push(...segmentsOf(link).reverse());
    if (link.startsWith("/")) at = "/";
  }
  return { ok: true, theirs: at, ours: shownAt(view, at) };
}

/** Where a path of this server really lies, as far as the known links tell. */
export function realOnPaper(path: string, links: ReadonlyMap<string, string>): string {
  const here: MountView = { name: "this server", mounts: [{ ours: "/", theirs: "/" }] };
  const found = followText(here, links, "/", path);
  return found.ok ? (found.ours ?? path) : path;
}
