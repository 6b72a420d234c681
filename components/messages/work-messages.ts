const begun = { preview: "The preview is being made", submit: "The upload is being submitted" } as const;

/** What is said of a preview or submission as it goes on; the words inside the preview are in preview-messages. */
export const workMessages = {
  begun,
  takesAWhile: (kind: keyof typeof begun) => `${begun[kind]}. It takes a while.`,
  mayClose: "You may close this and go on: it is kept for you on this page.",
  cancelling: "Cancelling…",
  lost: "This was broken off: the server has lost it. Start it again.",
  phases: {
    asking: `${begun.preview}.`,
    ready: "The preview is ready.",
    submitting: `${begun.submit}.`,
    submitted: "The upload was submitted.",
  },
  hindrances: {
    noPreview: "There is no preview.",
    consent: "Nothing can be uploaded before you consent above.",
    nothingToDo: "There is nothing to do: every link is in place already.",
    allStopped: "Nothing here can be uploaded. The reasons stand beside each version.",
  },
  changed: "Something changed since you looked. This is how it is now: please look again.",
  perhapsSubmitted:
    "The server did not answer, so it is not known whether the upload was submitted. Look at History before you try again.",
  left: {
    label: "Preview that you left",
    seeUpload: "Look at the upload",
    open: "Open the preview",
    dismiss: "Dismiss the preview",
  },
} as const;
