/** Words around every page, which the server draws; those of the header's own scripts are in header-messages. */
export const shellMessages = {
  product: "Compout Upload",
  /** `%s` is the page's own title. */
  tabTitle: "%s · Compout Upload",
  description: "Links finished ftrack versions into 00_ftp folders for review.",
  skip: "Skip to the content",
  nav: "Main",
  pages: { upload: "Upload", history: "History", audit: "Audit", status: "Status" },
  live: {
    ftrack: "Live ftrack:",
    changes: "— what you do here changes it.",
    offline: "Offline",
    offlineHint:
      "This machine has no network: what you see may be old. Uploads that were submitted go on by themselves",
  },
  person: {
    button: (name: string) => `Signed in as ${name}`,
    panel: "Signed in",
    noEmail: "No email address in the directory",
    roles: (roles: readonly string[]) => `${roles.length > 1 ? "Roles" : "Role"}: ${roles.join(", ")}`,
  },
  notFound: {
    tabTitle: "Not found",
    title: "There is no such page",
    about: "The address may be mistyped, or the page is for another role. Past uploads are in the history.",
    upload: "Go to Upload",
  },
} as const;
