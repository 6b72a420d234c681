export interface Undoing {
  add(step: () => void | Promise<void>): void;
  /** Undoes the newest step first. Runs once, however often it is called. */
  run(): Promise<void>;
  isRunning(): boolean;
}

/** What has to be undone in the end. */
export function undoing(): Undoing {
  const steps: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | null = null;
  const run = async () => {
    for (const step of steps.toReversed()) await step();
  };
  return {
    add: (step) => {
      steps.push(step);
    },
    run: () => {
      running ??= run();
      return running;
    },
    isRunning: () => running !== null,
  };
}
