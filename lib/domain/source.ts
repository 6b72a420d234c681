/** One file that a folder read found, as far as a plan needs it. */
export interface SourceFile {
  name: string;
  /** Bytes. */
  size: number;
  /** Modification time in nanoseconds, decimal. */
  mtimeNs: string;
  /** `not-a-file` covers folders, sockets and links that lead nowhere; `outside` a link that leaves every source root. */
  state: "ok" | "unreadable" | "not-a-file" | "outside";
  /** Real path of the file, where it is itself a link; left out where it is not. */
  realPath?: string;
}

/** What the disk says of one deliverable's source. */
export type SourceFacts =
  | { state: "absent"; path: string }
  | { state: "outside"; path: string; realPath: string }
  | { state: "unreadable"; path: string; reason: string }
  | {
      state: "found";
      path: string /** The folder of `path`, links resolved. */;
      realFolder: string;
      files: readonly SourceFile[];
    };
