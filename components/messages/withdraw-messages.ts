import { counted, listedFew, verb } from "#lib/domain/sentences";
import type { Withdrawal } from "#lib/domain/upload";

/** The question before an upload is withdrawn. */
export const withdrawMessages = {
  title: "Withdraw this upload?",
  titleClient: "Withdraw this client upload?",
  keep: "Keep it",
  withdraw: "Withdraw",
  reason: "Reason",
  reasonMissing: "Say why: the supervisors and the artist will read it.",
  removed: (links: number, versions: number) =>
    `${counted(links, "link")} of ${counted(versions, "version")} ${verb(links, "is removed, if it is", "are removed, wherever they are")} still as this upload made them. What somebody changed or replaced since stays; a file that is no link is never touched.`,
  folders: "Then the folders that it made are removed, if they are empty.",
  replaced: (versions: number) => `The links that it replaced, of ${counted(versions, "version")}, do not come back.`,
  told: (people: readonly string[]) =>
    `ftrack gets a note on each version, and ${listedFew(people, 5)} ${verb(people.length, "gets", "get")} an email, with your reason.`,
} as const;

/** What came of a withdrawal. */
export const withdrawalMessages = {
  /** Before the name of who asked for it. */
  askedBy: {
    waiting: "Being withdrawn by",
    running: "Being withdrawn by",
    done: "Withdrawn by",
    failed: "Asked to be withdrawn by",
  } satisfies Record<Withdrawal["state"], string>,
  because: ", because:",
  removed(links: number, folders: number, over: boolean): string {
    const and = folders === 0 ? "" : ` and ${counted(folders, "folder")}`;
    return `${counted(links, "link")}${and} ${verb(links + folders, "was", "were")} removed${over ? "." : " so far."}`;
  },
  told: {
    all: "ftrack and the supervisors were told.",
    ftrackOnly: "ftrack was told; nobody could be sent a report.",
    ftrackSoFar: "ftrack was told.",
    supervisorsSoFar: "The supervisors were told; ftrack was not yet.",
  },
  tried: (attempts: number) => `Tried ${counted(attempts, "time")}; it is tried again by itself.`,
  left: (count: number) => `What was left, and why (${count})`,
} as const;
