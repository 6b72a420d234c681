/**
 * What the beginning and the end of a file say. `wrong-format`: it does not begin as its extension has it; `damaged`: its
 * header makes no sense; `unfinished`: its writer never came to the end; `cut-off`: it ends before it should.
 */
export type HeadState = "sound" | "unreadable" | "wrong-format" | "damaged" | "unfinished" | "cut-off";

/** A sequence in the same folder that no deliverable asked for, and whose name is nearly the same. */
export interface Lookalike {
  /** Its name, the frame's digits as "#". */
  name: string;
  /** How many frames it has, and the first and last of them. */
  frames: number;
  first: number;
  last: number;
}

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
  /** Left out where the file was not opened. */
  head?: HeadState;
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
      /** Left out where there are none. */
      lookalikes?: readonly Lookalike[];
    };
