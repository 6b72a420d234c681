import { counted, listed } from "#lib/domain/sentences";

/** Words of the menu of presets, and what is said when one is applied. */
export const presetMessages = {
  button: "Presets",
  panel: "Presets: selections with a name",
  loading: "The presets are loading",
  mine: "Yours",
  sharedByYou: "Yours, shared with the studio",
  sharedBy: (name: string) => `Shared by ${name}`,
  none: "No preset here yet. Choose what you need often, and save it under a name.",
  apply: "Apply",
  rename: (name: string) => `Rename ${name}`,
  share: (name: string) => `Share ${name} with the studio`,
  unshare: (name: string) => `Stop sharing ${name}`,
  remove: (name: string) => `Delete ${name}`,
  newName: (name: string) => `New name of ${name}`,
  keepName: "Rename",
  cancel: "Cancel",
  askDelete: (name: string) => `Delete “${name}”?`,
  askDeleteShared: (name: string) => `Delete “${name}”? Everybody in the studio loses it.`,
  confirmDelete: "Delete",
  keep: "Keep it",
  saveLabel: "Save the selection as",
  savePlaceholder: "Name of the preset",
  saveShared: "Share with the studio",
  save: "Save",
  replace: "Replace",
  replaceHint: (name: string) => `You have “${name}” already: Replace puts the selection of now into it.`,
  notReady: "Choose the upload type first: a preset holds it too.",
  notAllShown: "The choices are still loading.",
  done: {
    saved: (name: string) => `“${name}” is saved.`,
    replaced: (name: string) => `“${name}” holds the selection of now.`,
    renamed: (name: string) => `It is called “${name}” now.`,
    shared: (name: string) => `“${name}” is shared with the studio.`,
    unshared: (name: string) => `“${name}” is no longer shared.`,
    deleted: (name: string) => `“${name}” is deleted.`,
  },
  /** `gone`: the facets with values of which nothing is ready, by their labels. */
  applied(name: string, gone: readonly { label: string; count: number; all: boolean }[], empty: boolean): string {
    const words = gone.map(({ label, count }) => counted(count, label.toLowerCase()));
    const widened = gone.filter(({ all }) => all).map(({ label }) => label.toLowerCase());
    return [
      gone.length > 0 ? `“${name}” was applied without ${listed(words)} of which nothing is ready now.` : "",
      widened.length > 0 ? `Nothing else of it was chosen in ${listed(widened)}, so nothing is narrowed there.` : "",
      empty ? `Nothing that is ready fits all of “${name}”. Take back one of the choices above to see what does.` : "",
    ]
      .filter(Boolean)
      .join(" ");
  },
  dismiss: "Dismiss",
} as const;
