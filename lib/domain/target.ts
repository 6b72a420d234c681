/** What stands under a wanted name now. `reaches` is the real path that a link leads to, or null where it leads nowhere. */
export type TargetEntry =
  | { kind: "link"; text: string; reaches: string | null }
  | { kind: "file" }
  | { kind: "folder" }
  | { kind: "other" };

/** What the disk says of one folder that links would go into. */
export interface TargetFacts {
  folder: string;
  /** `other`: a file or a link that leads to no folder stands under that name. */
  state: "absent" | "folder" | "other" | "unreadable";
  /** Real path of the folder, or what it would be once its missing parents are made. */
  realFolder: string;
  /** Only the wanted names that exist. */
  entries: Readonly<Record<string, TargetEntry>>;
}

/** What the disk says of a destination, for `judgeDestination`. */
export interface DestinationFacts {
  path: string;
  /** The first `00_ftp` folder on the path; `realPath` is null where it is absent or no folder. */
  ftpFolder: { path: string; realPath: string | null };
  /** The deepest ancestor that exists (often the destination itself). */
  deepest: { path: string; realPath: string; isFolder: boolean; writable: boolean };
  /** Real paths of the delivery roots that were asked about, null where absent. */
  roots: Readonly<Record<string, string | null>>;
  /** The account that the program runs as, for the sentence about missing write access. */
  account: string;
}
