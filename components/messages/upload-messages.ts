import { counted, listed, verb } from "#lib/domain/sentences";
import type { UploadStep } from "#lib/domain/upload";

/** Words of the page of one upload; those of its dialogs and of the check are in files of their own. */
export const uploadMessages = {
  facts: {
    project: "Project",
    by: "Uploaded by",
    submitted: "Submitted",
    finished: "Finished",
    notYet: "Not yet",
    destination: "Destination",
    theDestination: "destination",
    comment: "Comment",
    report: "Report goes to",
    nobody: "Nobody: no supervisor was found",
    agreed: "Agreed to",
    consents: { replace: "replace links", warnings: "go on with warnings" },
  },
  progress: {
    label: "Progress",
    ofLinks: (links: string) => `of ${links} links`,
    made: "Links made",
  },
  live: {
    connecting: "Reconnecting…",
    live: "Live",
    polling: "Asking every few seconds",
    "signed-out": "Signed out: reload the page to sign in again",
  },
  standing: {
    waits: "Waits for another upload to the same place.",
    goesOn: "It goes on by itself when that one has made its links.",
    seeOther: "See that upload",
    cancelledBy: "Cancelled by",
    stopping: "The folder that is under way is made whole or taken back; no further one is begun.",
    nothingStopped: "Nothing was left to stop by then.",
    stopped: (left: number, linked: number) =>
      `${counted(left, "version")} ${verb(left, "was", "were")} not linked; ${linked === 0 ? "nothing" : counted(linked, "version")} had been linked by then.`,
    retried: (rounds: number) =>
      `What failed was tried again by hand${rounds > 1 ? ` ${counted(rounds, "time")}` : ""}.`,
  },
  steps: {
    title: "Steps",
    names: { links: "Links", ftrack: "ftrack", report: "Report" } satisfies Record<UploadStep, string>,
    about: {
      links: "Symbolic links in the destination",
      ftrack: "Notes and metadata on the versions",
      report: "Email to the supervisors",
    } satisfies Record<UploadStep, string>,
    states: {
      held: "waiting for another upload",
      again: "will be tried again",
      waiting: "waiting",
      running: "under way",
      done: "done",
      remark: "done, with a remark",
      failed: "failed",
      skipped: "nothing to do",
    },
    tried: (attempts: number) => `tried ${counted(attempts, "time")}`,
    nextTry: "Next try",
    whenFree: "as soon as a worker is free",
  },
  controls: {
    onlyMay: (name: string, what: readonly string[]) =>
      `Only ${name}, supervisors and admins may ${listed(what, "or")} this upload.`,
    verbs: { cancel: "cancel", retry: "retry", withdraw: "withdraw" },
    verify: "Verify links",
    retry: (what: string) => `Retry ${what}`,
    withdraw: "Withdraw…",
    cancel: "Cancel upload…",
    fewer(wanted: number, tried: number): string {
      const left = wanted - tried;
      const others = `${counted(left, "version")} ${verb(left, "is", "are")} not as planned any more: make a new upload for ${verb(left, "it", "them")}.`;
      return tried === 0 ? others : `${counted(tried, "version")} ${verb(tried, "is", "are")} tried again. ${others}`;
    },
  },
  items: {
    title: "Versions",
    which: "Which versions",
    all: "All",
    problems: "Problems",
    find: "Find among the versions",
    findHint: "Find…",
    noProblems: "No problems",
    nothingFits: "No version fits",
    parts: "Parts of the list",
    part: (first: number, last: number, of: number) => `${first}–${last} of ${of}`,
    previous: "Previous",
    next: "Next",
    table: "Versions of this upload, with what came of each",
    columns: {
      version: "Version",
      state: "State",
      plan: "Plan",
      frames: "Frames",
      links: "Links",
      paths: "Source → target, below the destination",
      note: "Note",
    },
    warning: (acknowledged: boolean) => `Warning${acknowledged ? ", acknowledged" : ""}:`,
    links: (count: number) => verb(count, "link", "links"),
    to: "to",
    noLink: "no link",
    hasNote: "ftrack has a note on this version",
    noteWritten: "Note written",
    noNote: "No note",
  },
} as const;
