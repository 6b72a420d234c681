import type { StateFilter } from "#lib/domain/state-filter";

/** Words of the list of past uploads. */
export const historyMessages = {
  about: "Every upload of everybody, newest first.",
  noun: "uploads",
  filters: {
    project: "Project",
    allProjects: "All projects",
    /** One that ftrack does not name. */
    thisProject: "This project",
    type: "Upload type",
    bothTypes: "Both types",
    by: "Uploaded by",
    everybody: "Everybody",
    me: "Me",
    state: "State",
    anyState: "Any state",
    text: "Text",
    textHint: "Destination, comment, person…",
  },
  states: {
    running: "Going on now",
    problems: "With problems",
    cancelled: "Cancelled",
    withdrawn: "Withdrawn",
    changed: "Changed since",
  } satisfies Record<StateFilter, string>,
  table: "Uploads, newest first",
  columns: {
    at: "When",
    actor: "Who",
    type: "Type",
    project: "Project",
    destination: "Destination",
    versions: "Versions",
    state: "State",
  },
  changedSince: (count: number) => `${count.toLocaleString("en")} changed since`,
  nothingFits: {
    title: "No upload fits this filter",
    hint: "Choose less, or look for another word.",
    showAll: "Show all uploads",
  },
  nothing: {
    title: "Nothing has been uploaded yet",
    hint: "Uploads appear here as soon as somebody makes one.",
    upload: "Go to Upload",
  },
} as const;
