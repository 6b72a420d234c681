/**
 * What a person keeps of the desk. Each is one value that is replaced as a whole; what was never set is as in
 * `noPreferences`. What is kept for each project has project ids as keys.
 */
export interface Preferences {
  table: TablePreference;
  look: LookPreference;
  /** The last selection in each project, as the query of an address, and the project chosen last. */
  selections: { last: string | null; byProject: Readonly<Record<string, string>> };
  destinations: { byProject: Readonly<Record<string, KeptDestinations>> };
}
export type PreferenceName = keyof Preferences;

/** Columns by their ids: those not named are as the program has them. */
export interface TablePreference {
  /** In the order in which they stand; columns that are not named follow in the program's own order. */
  order: readonly string[];
  hidden: readonly string[];
  pinned: readonly string[];
  /** Widths in pixels. */
  widths: Readonly<Record<string, number>>;
  sorting: readonly { id: string; desc: boolean }[];
  group: "none" | "sequence" | "shot";
}

export interface LookPreference {
  density: "dense" | "comfortable";
  /** Whether a desktop notification tells when an upload ends. */
  notify: boolean;
}

/** Folders as the studio writes them, the newest first. */
export interface KeptDestinations {
  recent: readonly string[];
  starred: readonly string[];
}

/** `pinned: ["*"]`: the columns that the program pins by itself. */
export const noPreferences: Preferences = {
  table: { order: [], hidden: [], pinned: ["*"], widths: {}, sorting: [], group: "none" },
  look: { density: "dense", notify: false },
  selections: { last: null, byProject: {} },
  destinations: { byProject: {} },
};
