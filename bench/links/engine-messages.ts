/** What the measurement asks of the engine's process, and what that says: both ends are of one program. */
export type EngineTask =
  | {
      task: "link";
      project: string;
      renders: string;
      sequences: readonly string[];
      ftpFolder: string;
      destination: string;
    }
  | { task: "plan"; project: string; renders: string; sequences: readonly string[]; frames: number };

export interface EngineAnswer {
  milliseconds: number;
  /** Memory above idle at the peak, of this process and its storage processes together. Null where the system does not tell. */
  peakMiB: number | null;
}

export interface WorkersTask {
  /** For the studio; gone afterwards. */
  directory: string;
  /** What makes storage slow, as variables of the environment. */
  delayed: Readonly<Record<string, string>>;
  rounds: number;
}

/** Milliseconds of each round, for one worker and for two. */
export interface WorkersAnswer {
  links: number;
  one: number[];
  two: number[];
}
