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
