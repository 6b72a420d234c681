const writesEveryMs = 250;

/** Counts links over folders that are worked on side by side, and writes it, seldom enough for a database. */
export interface LinkProgress {
  /** `links`: made so far in this folder. `over`: nothing more is made there. */
  set(folder: string, links: number, over?: boolean): void;
  /** Writes what is not written yet. Throws what a write threw. */
  flush(): Promise<void>;
}

/** What is written: the sum over all folders, and what is made so far in those that are under way. */
export interface LinkCount {
  links: number;
  underway: Readonly<Record<string, number>>;
}

export function createProgress(before: number, write: (count: LinkCount) => Promise<void>): LinkProgress {
  const folders = new Map<string, number>();
  const underway = new Set<string>();
  let written = textOf({ links: before, underway: {} });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  function count(): LinkCount {
    const links = [...folders.values()].reduce((sum, made) => sum + made, before);
    return { links, underway: Object.fromEntries([...underway].map((folder) => [folder, folders.get(folder) ?? 0])) };
  }

  function writeCount(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const now = count();
    if (textOf(now) !== written) {
      written = textOf(now);
      writing = writing.then(() => write(now));
    }
    return writing;
  }

  return {
    set(folder, links, over = false) {
      folders.set(folder, links);
      if (over) underway.delete(folder);
      else underway.add(folder);
      // A failed write is thrown by the flush at the end: progress must not stop the links.
      timer ??= setTimeout(() => void writeCount().catch(() => undefined), writesEveryMs);
    },
    flush() {
      // Whoever stops in the middle of a folder works on it no more.
      underway.clear();
      return writeCount();
    },
  };
}

function textOf(count: LinkCount): string {
  return JSON.stringify(count);
}
