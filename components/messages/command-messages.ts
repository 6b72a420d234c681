/** Words of the command palette and of the help for the keyboard. */
export const commandMessages = {
  palette: "Commands",
  search: "Search commands",
  none: "No command has this name.",
  groups: { desk: "Selection and upload", versions: "Versions", table: "Table", go: "Go to" },
  show: "Show versions",
  preview: "Preview the upload",
  clearFacets: "Clear the choices",
  clearSelection: "Select nothing",
  selectAll: "Select all versions that are shown",
  chooseFirst: "Choose a project and an upload type first",
  selectFirst: "Select versions first",
  nothingChosen: "Nothing is chosen",
  find: "Find in the table",
  groupBy: { none: "Do not group", sequence: "Group by sequence", shot: "Group by shot" },
  sortAsListed: "Order as listed",
  resetColumns: "Reset columns",
  columns: "Columns: show, pin, move",
  dense: "Dense rows",
  comfortable: "Comfortable rows",
  details: "Show or hide the details",
  help: "Help for the keyboard",
  destination: "Type the destination",
  uploads: "Past uploads",
  status: "Status of the system",
  alreadySo: "It is so already",
  /** As the keyboard has them. */
  keys: { selectAll: "ctrl A", details: "enter" },
} as const;

export const helpMessages = {
  title: "Keys of the desk",
  close: "Close the help",
  note: "On a Mac, cmd does what ctrl does. No key does anything of this while you type.",
  groups: [
    {
      name: "Everywhere",
      keys: [
        [["ctrl", "K"], "Commands"],
        [["?"], "This help"],
        [["/"], "Find in the table"],
      ],
    },
    {
      name: "In the table",
      keys: [
        [["↑", "↓"], "Move to another version"],
        [["page up", "page down", "home", "end"], "Move further"],
        [["space"], "Select the version, or all of the group"],
        [["shift", "↑", "↓"], "Select on the way"],
        [["ctrl", "A"], "Select all, or nothing"],
        [["←", "→"], "Go through the cells; close or open a group"],
        [["enter"], "Open the details; again: go into them"],
        [["esc"], "Leave the cell, then close the details"],
        [["ctrl", "C"], "Copy the cell, else the selected versions"],
        [["shift", "F10"], "Menu of the version"],
      ],
    },
    {
      name: "On the head of a column",
      keys: [
        [["←", "→"], "Go to another column"],
        [["enter"], "Order by the column: up, down, not"],
        [["shift", "enter"], "Order by it within the present order"],
        [["shift", "←", "→"], "Narrow or widen the column"],
        [["ctrl", "shift", "←", "→"], "Move the column"],
      ],
    },
    {
      name: "With the mouse",
      keys: [
        [["click"], "Select a version; with shift all up to it"],
        [["double click"], "Open the details"],
        [["right click"], "Menu of the version"],
        [["drag a head"], "Move the column; its right edge widens it"],
      ],
    },
  ],
} as const;
