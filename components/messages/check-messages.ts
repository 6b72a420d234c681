import { counted, verb } from "#lib/domain/sentences";
import type { FindingKind } from "#lib/domain/upload";

/** What a look at the links of an upload found. */
export const checkMessages = {
  changed: (changed: number, links: number) =>
    `${changed.toLocaleString("en")} of ${counted(links, "link")} ${verb(changed, "is", "are")} not as ${verb(changed, "it was", "they were")} made`,
  noLink: "No link is left to look at",
  allStand: (links: number) =>
    links === 1 ? "The link stands as it was made" : `All ${counted(links, "link")} stand as they were made`,
  checked: "Checked",
  by: (name: string) => `by ${name}`,
  nightlyWatch: "the nightly watch",
  /** `about`: what it means for whoever looks at the delivery. */
  kinds: {
    "link-gone": {
      words: (count: number) => counted(count, "link is gone", "links are gone"),
      about: "Another upload of the same version brings back what is gone.",
    },
    "link-changed": {
      words: (count: number) => counted(count, "link was changed", "links were changed"),
      about: "Somebody, or something, made them lead elsewhere.",
    },
    "source-gone": {
      words: (count: number) => counted(count, "source is gone", "sources are gone"),
      about: "Links stand that lead nowhere.",
    },
    "source-changed": {
      words: (count: number) => counted(count, "source was changed", "sources were changed"),
      about: "Links lead to files that are not what was uploaded.",
    },
    "source-archived": {
      words: (count: number) => counted(count, "source was archived", "sources were archived"),
      about: "Files lie in the archive now.",
    },
    unreadable: {
      words: (count: number) => counted(count, "link can't be checked", "links can't be checked"),
      about: "This server can't read links, or their sources.",
    },
  } satisfies Record<FindingKind, { words: (count: number) => string; about: string }>,
  listMore: (count: number) => `List ${count} more`,
  notKept: (count: number) => `${count.toLocaleString("en")} more of this kind were not kept one by one.`,
  copyPaths: "Copy the paths",
  pathsOf: (words: string) => `the paths: ${words}`,
} as const;
