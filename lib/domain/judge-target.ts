import type { Collision } from "./collisions.ts";
import { type LinkRoot, linkText } from "./link-text.ts";
import type { LinkVerdict, PlanItem, PlannedLink } from "./plan.ts";
import type { WantedLinks } from "./plan-sketch.ts";
import { isWithin, pathIn } from "./posix-path.ts";
import { counted, listedFew, quoted, verb } from "./sentences.ts";
import type { TargetEntry, TargetFacts } from "./target.ts";

export interface TargetRules {
  realFtpFolder: string;
  /** Links of earlier uploads: folder → name → text. */
  ours: ReadonlyMap<string, ReadonlyMap<string, string>>;
  roots: readonly LinkRoot[];
}

export type JudgedTarget = Pick<PlanItem, "verdict" | "reasons" | "sourceFolder" | "way" | "links">;

/** Holds the wanted links of one item against what stands in their folder. */
export function judgeTarget(
  wanted: WantedLinks,
  target: TargetFacts,
  collision: Collision | null,
  { realFtpFolder, ours, roots }: TargetRules,
): JudgedTarget {
  const folderReason = folderProblem(target, realFtpFolder);
  const ownTexts = ours.get(wanted.folder);
  // Every file of an item has the same way to its folder, so that is found once.
  const way = linkText({ source: `${wanted.sourceFolder}/-`, realFolder: target.realFolder, roots }).slice(0, -1);
  const links = wanted.links.map(({ name, file }): PlannedLink => {
    const entry = target.entries[name];
    const reached = file.realPath ?? `${wanted.realSourceFolder}/${file.name}`;
    const verdict =
      collision?.names.has(name) === true
        ? "collides"
        : folderReason !== null
          ? "blocked"
          : entryVerdict(entry, { text: `${way}${file.name}`, reached, own: ownTexts?.get(name) });
    return {
      name,
      file: file.name,
      verdict,
      replaces: verdict === "replace" && entry?.kind === "link" ? entry.text : null,
      size: file.size,
      mtimeNs: file.mtimeNs,
    };
  });
  const verdict = worstOf(links);
  const reasons = reasonsOf(verdict, { wanted, target, collision, folderReason, links });
  return { verdict, reasons, sourceFolder: wanted.sourceFolder, way, links };
}

function folderProblem({ folder, state, realFolder }: TargetFacts, realFtpFolder: string): string | null {
  switch (state) {
    case "other":
      return `${quoted(folder)} is no folder: a file or a broken link has its name. Move that away, or pick another destination.`;
    case "unreadable":
      return `${quoted(folder)} can't be read by this server. Ask for access to it, or pick another destination.`;
    case "absent":
    case "folder":
      return isWithin(realFolder, realFtpFolder)
        ? null
        : `${quoted(folder)} leads out of its 00_ftp folder, to ${quoted(realFolder)}. Pick another destination.`;
  }
}

function entryVerdict(
  entry: TargetEntry | undefined,
  { text, reached, own }: { text: string; reached: string; own: string | undefined },
): LinkVerdict {
  if (entry === undefined) return "new";
  if (entry.kind !== "link") return "blocked";
  if (entry.reaches !== null && (entry.reaches === reached || entry.text === text)) return "unchanged";
  return entry.text === own ? "replace" : "blocked";
}

const severity: Record<LinkVerdict, number> = { unchanged: 0, new: 1, replace: 2, blocked: 3, collides: 4 };

function worstOf(links: readonly PlannedLink[]): LinkVerdict {
  return links.reduce<LinkVerdict>(
    (worst, { verdict }) => (severity[verdict] > severity[worst] ? verdict : worst),
    "unchanged",
  );
}

function reasonsOf(
  verdict: LinkVerdict,
  {
    wanted,
    target,
    collision,
    folderReason,
    links,
  }: {
    wanted: WantedLinks;
    target: TargetFacts;
    collision: Collision | null;
    folderReason: string | null;
    links: readonly PlannedLink[];
  },
): string[] {
  switch (verdict) {
    case "new":
    case "unchanged":
      return [];
    case "collides":
      return [collision?.reason ?? "", ...(folderReason === null ? [] : [folderReason])];
    case "blocked":
      return folderReason === null ? takenNames(wanted, target, links) : [folderReason];
    case "replace": {
      const replaced = links.filter((link) => link.verdict === "replace");
      const first = replaced[0];
      const count = replaced.length;
      return [
        `${counted(count, "link")} of an earlier upload ${verb(count, "leads", "lead")} elsewhere and would be replaced: ${quoted(pathIn(wanted.folder, first?.name ?? ""))} says ${quoted(first?.replaces ?? "")}.`,
      ];
    }
  }
}

function takenNames(wanted: WantedLinks, target: TargetFacts, links: readonly PlannedLink[]): string[] {
  const taken = new Map<string, string[]>();
  wanted.links.forEach(({ name }, at) => {
    const entry = target.entries[name];
    if (links[at]?.verdict !== "blocked" || entry === undefined) return;
    const what = standing(entry);
    taken.set(what, [...(taken.get(what) ?? []), name]);
  });
  return [...taken].map(
    ([what, names]) =>
      `${counted(names.length, "name")} in ${quoted(target.folder)} ${verb(names.length, "is", "are")} taken by ${what}: ${listedFew(names.map(quoted))}. That is never touched: move it away, or pick another destination.`,
  );
}

function standing(entry: TargetEntry): string {
  switch (entry.kind) {
    case "link":
      return "links that no upload made, or that were changed since";
    case "file":
      return "real files";
    case "folder":
      return "folders";
    case "other":
      return "things that are neither files, folders nor links";
  }
}
