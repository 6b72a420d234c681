"use client";

import { useEffect, useRef, useState } from "react";
import { useLive } from "#components/live/use-live";
import type { Answer } from "#lib/domain/answer";
import type { WorkId } from "#lib/domain/ids";
import { previewTopic } from "#lib/domain/live";
import type { Lasting, WorkKind, WorkProgress } from "#lib/domain/long-work";
import { askForWork, cancelWork } from "./work-answer.ts";

/** Work that goes on at the server, and how far it was when it was last heard of. */
export interface Work {
  id: WorkId;
  kind: WorkKind;
  progress: WorkProgress | null;
  cancelling: boolean;
}

const againMs = 3000;

/** Waits for answers that take long, one at a time. */
export function useWork() {
  const [work, setWork] = useState<Work | null>(null);
  const look = useRef<(() => Promise<void>) | null>(null);
  const current = useRef<Work | null>(null);

  function set(next: Work | null): void {
    current.current = next;
    setWork(next);
  }

  /** Lets go of what is waited for. */
  function drop(): void {
    const dropped = current.current;
    look.current = null;
    set(null);
    if (dropped?.kind === "preview") void cancelWork(dropped.id);
  }

  /** The answer, whenever it comes; never, where it was dropped. `isWanted`: asked when an answer says that it goes on. */
  async function wait<T>(kind: WorkKind, given: Answer<Lasting<T>>, isWanted: () => boolean): Promise<Answer<T>> {
    if (!given.ok) return given;
    if (given.value.status === "finished") return { ok: true, value: given.value.value };
    const { id } = given.value;
    if (!isWanted()) {
      if (kind === "preview") void cancelWork(id);
      return new Promise(() => undefined);
    }
    set({ id, kind, progress: null, cancelling: false });
    return new Promise((resolve) => {
      const ask = async () => {
        const told = await askForWork<T>(id);
        if (look.current !== ask) return;
        if (told.status === "over") {
          look.current = null;
          set(null);
          resolve(told.answer);
        } else if (told.status === "running") {
          hear(id, told.state.progress);
        } else {
          setTimeout(() => void (look.current === ask && ask()), againMs);
        }
      };
      look.current = ask;
    });
  }

  function hear(id: WorkId, progress: WorkProgress): void {
    if (current.current?.id === id) set({ ...current.current, progress });
  }

  useLive(work && previewTopic(work.id), {
    onEvent(event) {
      if (event.about === "preview" && event.work.status === "running" && work) hear(work.id, event.work.progress);
      else void look.current?.();
    },
    onPoll: () => void look.current?.(),
  });

  // Whoever leaves the page has no use for a preview any more; what is being submitted goes its way.
  useEffect(
    () => () => {
      look.current = null;
      if (current.current?.kind === "preview") void cancelWork(current.current.id);
    },
    [],
  );

  return {
    work,
    wait,
    drop,
    /** Asks for the end of it; the answer says what came of that. */
    cancel() {
      if (current.current === null) return;
      set({ ...current.current, cancelling: true });
      void cancelWork(current.current.id).then(() => look.current?.());
    },
  };
}
