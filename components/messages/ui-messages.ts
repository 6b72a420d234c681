/** Words of the building blocks in components/ui. */
export const uiMessages = {
  /** Read out before an alert: its colour says no more. */
  alerts: { info: "Note", good: "Done", warn: "Warning", bad: "Problem" },
  close: "Close",
  late: {
    failed:
      "This part of the page could not be loaded. Check your connection; where the program was renewed, reload the page.",
    again: "Try again",
    reload: "Reload the page",
    dismiss: "Dismiss",
  },
  copy: (what: string) => `Copy ${what}`,
  copied: "Copied",
  notCopied: "The browser did not let us copy",
  filter: "Filter",
  clear: "Clear",
  pages: {
    label: "Pages",
    shown: (first: number, last: number, total: number, noun: string) => `${first}–${last} of ${total} ${noun}`,
    previous: "Previous page",
    next: "Next page",
  },
  inUtc: (time: string) => `${time} UTC`,
  soon: "soon",
  within: (seconds: number) => `within ${seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}`,
} as const;
