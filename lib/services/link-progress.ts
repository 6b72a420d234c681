const writesEveryMs = 250;

/** Counts links over folders that are worked on side by side, and writes the sum, seldom enough for a database. */
export interface LinkProgress {
  /** `links`: made so far in this folder. */
  set(folder: string, links: number): void;
  /** Writes what is not written yet. Throws what a write threw. */
  flush(): Promise<void>;
}

export function createProgress(before: number, write: (links: number) => Promise<void>): LinkProgress {
  const folders = new Map<string, number>();
  let written = before;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  function writeSum(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const links = [...folders.values()].reduce((sum, made) => sum + made, before);
    if (links !== written) {
      written = links;
      writing = writing.then(() => write(links));
    }
    return writing;
  }

  return {
    set(folder, links) {
      folders.set(folder, links);
      // A failed write is thrown by the flush at the end: progress must not stop the links.
      timer ??= setTimeout(() => void writeSum().catch(() => undefined), writesEveryMs);
    },
    flush: writeSum,
  };
}
