import { counted, verb } from "#lib/domain/sentences";
import type { FindingKind, LinkFinding, Upload, UploadCheck } from "#lib/domain/upload";

/** In the order in which people want to know of them. `about`: what it means for whoever looks at the delivery. */
const kinds: readonly { kind: FindingKind; one: string; many: string; about: string }[] = [
  {
    kind: "link-gone",
    one: "link is gone",
    many: "links are gone",
    about: "Another upload of the same version brings back what is gone.",
  },
  {
    kind: "link-changed",
    one: "link was changed",
    many: "links were changed",
    about: "Somebody, or something, made them lead elsewhere.",
  },
  {
    kind: "source-gone",
    one: "source is gone",
    many: "sources are gone",
    about: "Links stand that lead nowhere.",
  },
  {
    kind: "source-changed",
    one: "source was changed",
    many: "sources were changed",
    about: "Links lead to files that are not what was uploaded.",
  },
  {
    kind: "source-archived",
    one: "source was archived",
    many: "sources were archived",
    about: "Files lie in the archive now.",
  },
  {
    kind: "unreadable",
    one: "link can't be checked",
    many: "links can't be checked",
    about: "This server can't read links, or their sources.",
  },
];

export interface FindingGroup {
  kind: FindingKind;
  /** "3 links are gone". */
  words: string;
  about: string;
  count: number;
  /** The first of them: a check keeps no more than some hundred. */
  findings: readonly LinkFinding[];
}

/** What a check found, by kind; empty where all stands. */
export function findingGroups({ counts, findings }: Pick<UploadCheck, "counts" | "findings">): FindingGroup[] {
  return kinds.flatMap(({ kind, one, many, about }) => {
    const count = counts[kind] ?? 0;
    if (count === 0) return [];
    return [
      { kind, words: counted(count, one, many), about, count, findings: findings.filter((f) => f.kind === kind) },
    ];
  });
}

/** How many links or sources are not as they were. */
export function findingCount({ counts }: Pick<UploadCheck, "counts">): number {
  return kinds.reduce((sum, { kind }) => sum + (counts[kind] ?? 0), 0);
}

/** "All 240 links stand as they were made", or how many do not. */
export function checkWords(check: Pick<UploadCheck, "links" | "counts">): string {
  const { links } = check;
  const changed = findingCount(check);
  if (changed > 0) {
    const whole = counted(links, "link");
    return `${changed.toLocaleString("en")} of ${whole} ${verb(changed, "is", "are")} not as ${verb(changed, "it was", "they were")} made`;
  }
  if (links === 0) return "No link is left to look at";
  return links === 1 ? "The link stands as it was made" : `All ${counted(links, "link")} stand as they were made`;
}

/** The newest look at the links; null where there is none, or where it was before the links were taken away. */
export function shownCheck({ check, withdrawal }: Pick<Upload, "check" | "withdrawal">): UploadCheck | null {
  return check !== null && (withdrawal === null || check.at > withdrawal.at) ? check : null;
}
