const count = (value: number) => value.toLocaleString();
const clock = (at: string) => new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(new Date(at));

/** What the desk says of changes that come while it is open. */
export const liveMessages = {
  /** `reasons`: the rule's own words. */
  lost: (reasons: string) => `No longer ready: ${reasons}`,
  /** Where it is only known that it is not among those that are ready. */
  lostSomehow: "its status in ftrack was changed",
  gone: "it is not in ftrack any more, or has no files",
  lostOfSelected: (lost: number) => `${count(lost)} no longer ready, left out`,
  more: (more: number) => (more === 1 ? "1 more version is ready." : `${count(more)} more versions are ready.`),
  showMore: (more: number) => (more === 1 ? "Show it" : "Show them"),
  /** `asOf`: ISO 8601. */
  stale: (asOf: string) => `ftrack's changes are not heard of right now. The rows are as they were at ${clock(asOf)}.`,
  refresh: "Refresh",
} as const;
