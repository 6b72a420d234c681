import { counted, verb } from "#lib/domain/sentences";

const versions = (count: number) => counted(count, "version");

export const previewMessages = {
  title: "Preview",
  versions,
  changeDestination: "Change the destination",
  lookAgain: "Look again",
  totals: {
    label: "Totals",
    items: (count: number) => verb(count, "version", "versions"),
    runs: "to upload",
    links: (count: number) => verb(count, "link", "links"),
    bytes: "behind them",
    unchanged: "unchanged",
    replaced: "to replace",
    warnings: (count: number) => verb(count, "warning", "warnings"),
    stopped: "stopped",
  },
  parts: {
    stopped: "Stopped",
    replaced: "To be replaced",
    warned: "With warnings",
    ready: "Ready",
    unchanged: "In place already",
  },
  item: {
    frames: (frames: string) => `frames ${frames}`,
    links: (count: number) => counted(count, "link"),
    of: (version: string) => `of ${version}`,
    warning: "Warning:",
    linkedAs: "is linked as",
    /** Read out before what is written into a link. */
    says: "says",
    moreLinks: (count: number) => `and ${counted(count, "more link")}`,
  },
  people: { nobody: "The report goes to nobody.", to: "The report goes to" },
  consents: {
    label: "Consents",
    replace: (count: number) => `Replace the links that earlier uploads made for ${versions(count)}`,
    warnings: (count: number) =>
      `I have read the ${count === 1 ? "warning" : counted(count, "warning")}, and upload all the same`,
    ofVersions: (count: number) => `(${versions(count)})`,
    moreSentences: (count: number) => `${counted(count, "more sentence")}, beside the versions above`,
  },
  listMore: (count: number, of: number) => `List ${count.toLocaleString()} of ${of.toLocaleString()} more`,
  into: "Into",
  theDestination: "the destination",
  tree: {
    title: "The destination, before and after",
    made: "will be made",
    absent: "not made",
    unknown: "not counted",
    entries: (before: string, after: string) => `${before} → ${after}`,
    entriesSaid: (before: string, after: string) => `${before} entries now, ${after} afterwards`,
    atLeast: (count: number) => `${count.toLocaleString()} or more`,
    empty: "empty",
    madeLinks: (count: number) => `+${count.toLocaleString()} new`,
    replaced: (count: number) => `${count.toLocaleString()} replaced`,
    unchanged: (count: number) => `${count.toLocaleString()} unchanged`,
    left: (count: number) => `${count.toLocaleString()} left out`,
    kept: (count: number) => `${counted(count, "other")} ${verb(count, "stays", "stay")}`,
    untouched: (count: number, andMore: boolean) =>
      `${andMore ? "More than " : ""}${counted(count, "other folder")} ${count === 1 && !andMore ? "stays as it is" : "stay as they are"}`,
    moreFolders: (count: number) => `and ${counted(count, "more folder")}`,
  },
  client: {
    tickFirst: "Tick that these versions go to the client.",
    upload: "Upload to client",
    these: (count: number) => (count === 1 ? "This version of " : `These ${count.toLocaleString()} versions of `),
    go: (count: number) => `${verb(count, "goes", "go")} to the client`,
    into: ", into ",
  },
  upload: "Upload",
  cancel: "Cancel",
  cancelUpload: "Cancel the upload",
  cancelPreview: "Cancel the preview",
} as const;
