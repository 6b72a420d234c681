import { type UploadId, uploadIdSchema, type WorkId, workIdSchema } from "#lib/domain/ids";
import { connectListener, DeafLine, type ListenerLine } from "./listener-line.ts";
import { previewChannel } from "./preview-records.ts";
import { uploadChannel } from "./upload-changes.ts";

export interface ChangeListener {
  close(): Promise<void>;
}

export interface ChangeHandlers {
  onUpload(id: UploadId): void;
  onPreview(id: WorkId): void;
  /** Announcements may have been missed: read again. Comes now and then as long as nothing can be heard. */
  onMissed(): void;
  /** Nothing can be heard from now on, and why; told once until it can be heard again. */
  onDeaf(error: Error): void;
}

export interface ListenerPace {
  /** Between two proofs that announcements still arrive. */
  proofMs: number;
  /** Until one is given up. */
  answerMs: number;
  /** Between two tries to connect: at first, and at most. */
  firstWaitMs: number;
  longestWaitMs: number;
  /** Before the next try where the line is deaf: each leaves a little behind in the pooler. */
  deafWaitMs: number;
  /** Between two readings while nothing can be heard. */
  pollMs: number;
}

const usualPace: ListenerPace = {
  proofMs: 20_000,
  answerMs: 10_000,
  firstWaitMs: 200,
  longestWaitMs: 15_000,
  deafWaitMs: 300_000,
  pollMs: 10_000,
};

/**
 * Keeps one connection that hears of every changed upload and long preview, and makes a new one when it breaks or proves
 * deaf, as behind a pooler in transaction mode. Never fails: where nothing can be heard, `onMissed` comes in its place.
 */
export function listenForChanges(
  url: string,
  handlers: ChangeHandlers,
  pace: ListenerPace = usualPace,
): ChangeListener {
  let closed = false;
  let current: ListenerLine | null = null;
  let deafSince: NodeJS.Timeout | null = null;
  let waiting: NodeJS.Timeout | undefined;
  let trying: Promise<void> = Promise.resolve();

  function hear(channel: string, payload: string): void {
    const upload = channel === uploadChannel ? uploadIdSchema.safeParse(payload) : null;
    if (upload?.success) handlers.onUpload(upload.data);
    const preview = channel === previewChannel ? workIdSchema.safeParse(payload) : null;
    if (preview?.success) handlers.onPreview(preview.data);
  }

  function goDeaf(error: Error): void {
    if (deafSince !== null || closed) return;
    handlers.onDeaf(error);
    deafSince = setInterval(() => handlers.onMissed(), pace.pollMs);
    deafSince.unref();
  }

  function hearAgain(): void {
    if (deafSince !== null) clearInterval(deafSince);
    deafSince = null;
  }

  async function connect(waitMs: number): Promise<void> {
    try {
      const line = await connectListener(url, { channels: [uploadChannel, previewChannel], hear, onLost, ...pace });
      if (closed) return line.end();
      current = line;
      hearAgain();
      // Also at first: whoever began to follow before has missed what came until now.
      handlers.onMissed();
    } catch (error) {
      goDeaf(error instanceof Error ? error : new Error(String(error)));
      again(error instanceof DeafLine ? pace.deafWaitMs : Math.min(waitMs * 2, pace.longestWaitMs));
    }
  }

  function onLost(error: Error): void {
    current = null;
    goDeaf(error);
    again(pace.firstWaitMs);
  }

  function again(waitMs: number): void {
    if (closed) return;
    waiting = setTimeout(() => {
      trying = connect(waitMs);
    }, waitMs);
    waiting.unref();
  }

  trying = connect(pace.firstWaitMs);
  return {
    async close() {
      closed = true;
      clearTimeout(waiting);
      hearAgain();
      await current?.end();
      await trying;
    },
  };
}
