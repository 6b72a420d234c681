import { parseUploadNews, type UploadNews } from "./upload-feed.ts";

/** `connecting`: no word yet, or the line broke and is being mended; `polling`: the stream does not work, the page asks. */
export type FeedState = "connecting" | "live" | "polling";

interface Listener {
  onNews(news: UploadNews): void;
  onState(state: FeedState): void;
  /** The stream does not work: bring what it would have brought in another way. */
  onPoll(): void;
}

const firstWordWithin = 15_000;
const nextTryAfter = 10_000;

/**
 * Listens to an upload's event stream until the returned function is called. A stream that is refused, or that a proxy
 * holds back, is left; from then on the listener polls, and the stream is tried again after each poll.
 */
export function followUpload(uploadId: string, listener: Listener): () => void {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function listen() {
    const source = new EventSource(`/api/uploads/${encodeURIComponent(uploadId)}/events`);
    stream = source;
    timer = setTimeout(giveUp, firstWordWithin);
    source.onmessage = ({ data }) => {
      const news = typeof data === "string" ? parseUploadNews(data) : null;
      if (!news) return;
      clearTimeout(timer);
      listener.onState("live");
      listener.onNews(news);
    };
    source.onerror = () => {
      clearTimeout(timer);
      if (source.readyState === EventSource.CLOSED) {
        giveUp();
      } else {
        listener.onState("connecting");
        timer = setTimeout(giveUp, firstWordWithin);
      }
    };
  }

  function giveUp() {
    stream?.close();
    listener.onState("polling");
    listener.onPoll();
    timer = setTimeout(listen, nextTryAfter);
  }

  listen();
  return () => {
    clearTimeout(timer);
    stream?.close();
  };
}
