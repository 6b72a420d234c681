import { counted, verb } from "#lib/domain/sentences";

/** The question before an upload is cancelled: the tray asks it too, without the other words of an upload's page. */
export const cancelMessages = {
  title: "Cancel this upload?",
  keep: "Let it go on",
  cancel: "Cancel upload",
  waiting: (versions: number) =>
    `${counted(versions, "version")} ${verb(versions, "is", "are")} not linked yet. No further folder is begun; one that is under way is made whole or taken back.`,
  linked: (versions: number) =>
    `${versions === 0 ? "What is linked by then stays." : `What is linked stays: ${counted(versions, "version")} so far.`} To take it away again, withdraw the upload afterwards.`,
  told: "ftrack and the report tell what was linked, and that you cancelled the rest.",
} as const;
