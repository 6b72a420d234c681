/** Words of the page that says how the program and what it depends on are. */
export const statusMessages = {
  about: (version: string) => `Compout Upload ${version}, and what it depends on, asked just now.`,
  systems: "Systems",
  asking: "Asking the systems",
  parts: {
    ftrack: "ftrack",
    events: "ftrack events",
    directory: "Directory",
    database: "Database",
    mail: "Mail",
    storage: "Storage",
  },
  ok: "OK",
  problem: "Problem",
  configuration: {
    title: "Configuration",
    inForce: "In force, by its sha256",
    hash: "hash",
    refused: "A newer configuration was refused; the one above still holds",
    /** Before and after the time. */
    read: "Read",
    mend: ". Mend the file; it is read again by itself.",
  },
} as const;
