import { type LiveEvent, mergeUploads, newestKnown, type Topic, takeUploadNews } from "#lib/domain/live";
import { mergeVersionsNews } from "#lib/domain/versions-news";

/** What was told of each topic so far, as one event that holds all of it: for tabs that begin to follow later. */
export interface LiveCache {
  take(event: LiveEvent): void;
  of(topic: Topic): LiveEvent | null;
  /** Forgets all other topics. */
  keep(topics: ReadonlySet<Topic>): void;
}

/** As many uploads as the server tells at first. */
const mostUploads = 50;

export function createLiveCache(): LiveCache {
  const known = new Map<Topic, LiveEvent>();
  return {
    take: (event) => void known.set(event.topic, joined(known.get(event.topic), event)),
    of: (topic) => known.get(topic) ?? null,
    keep(topics) {
      for (const topic of known.keys()) if (!topics.has(topic)) known.delete(topic);
    },
  };
}

/** An event that holds what both told. */
function joined(before: LiveEvent | undefined, event: LiveEvent): LiveEvent {
  switch (event.about) {
    case "upload":
      if (before?.about !== "upload") return event;
      return { ...event, ...takeUploadNews(before, event), whole: before.whole || event.whole };
    case "history":
      if (before?.about !== "history") return event;
      if (event.whole) return { ...event, uploads: newestKnown(event.uploads, before.uploads) };
      return { ...event, uploads: mergeUploads(before.uploads, event.uploads, mostUploads), whole: before.whole };
    case "versions":
      if (event.whole || before?.about !== "versions") return event;
      return { ...event, ...mergeVersionsNews(before, event) };
    case "preview":
    case "nothing":
      return event;
  }
}
