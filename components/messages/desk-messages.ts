/** Words of the desk itself: the form, what stands in the table's place, and the bar below. */
export const deskMessages = {
  title: "Upload",
  loading: "The desk is loading",
  selection: "Selection",
  project: "Project",
  chooseProject: "Choose a project",
  type: "Upload type",
  show: "Show",
  versions: "Versions",
  inFtrack: (version: string) => `${version} in ftrack`,
  missing: {
    unknownProject: "The project of this address is not an active project in ftrack. Choose another.",
    project: "Choose a project to begin.",
    type: "Choose the upload type: Internal or Client.",
    facets: "The choices of this project could not be loaded.",
  },
  results: {
    listing: "The versions are being listed",
    came: (rows: number) => `${rows.toLocaleString()} listed so far`,
    pressShow: "Press Show to list what is ready.",
    afresh: "The table is asked of ftrack afresh each time.",
    noneFits: "None of the listed rows fits the choices above.",
    noneFitsHint: "Press Show to ask for the selection as it is now.",
    nothingReady: "Nothing is ready for this selection.",
    nothingReadyHint:
      "A version is listed when its own status and its task's status are both the ones that this upload type asks for.",
    clear: "Clear choices",
    changed:
      "The selection changed after these rows were listed. Rows that no longer fit are left out; press Show for all that fit now.",
  },
  bar: {
    label: "Upload the selected versions",
    /** After the number of those that are selected. */
    ofSelected: (total: number) => `of ${total.toLocaleString()} selected`,
    hidden: (hidden: number) => `${hidden.toLocaleString()} more hidden by the choices above, left out`,
    selectFirst: "Select versions to preview them.",
    nothing: "Nothing is listed.",
    preview: "Preview",
    upload: "Upload",
  },
} as const;
