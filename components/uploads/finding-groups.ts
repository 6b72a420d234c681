import { checkMessages as words } from "#components/messages/check-messages";
import type { FindingKind, LinkFinding, Upload, UploadCheck } from "#lib/domain/upload";

/** In the order in which people want to know of them. */
const kinds: readonly FindingKind[] = [
  "link-gone",
  "link-changed",
  "source-gone",
  "source-changed",
  "source-archived",
  "unreadable",
];

export interface FindingGroup {
  kind: FindingKind;
  /** "3 links are gone". */
  words: string;
  /** What it means for whoever looks at the delivery. */
  about: string;
  count: number;
  /** The first of them: a check keeps no more than some hundred. */
  findings: readonly LinkFinding[];
}

/** What a check found, by kind; empty where all stands. */
export function findingGroups({ counts, findings }: Pick<UploadCheck, "counts" | "findings">): FindingGroup[] {
  return kinds.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    if (count === 0) return [];
    const { words: found, about } = words.kinds[kind];
    return [{ kind, words: found(count), about, count, findings: findings.filter((f) => f.kind === kind) }];
  });
}

/** How many links or sources are not as they were. */
export function findingCount({ counts }: Pick<UploadCheck, "counts">): number {
  return kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

/** "All 240 links stand as they were made", or how many do not. */
export function checkWords(check: Pick<UploadCheck, "links" | "counts">): string {
  const { links } = check;
  const changed = findingCount(check);
  if (changed > 0) return words.changed(changed, links);
  return links === 0 ? words.noLink : words.allStand(links);
}

/** The newest look at the links; null where there is none, or where it was before the links were taken away. */
export function shownCheck({ check, withdrawal }: Pick<Upload, "check" | "withdrawal">): UploadCheck | null {
  return check !== null && (withdrawal === null || check.at > withdrawal.at) ? check : null;
}
