"use client";

import { CloudUpload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLive } from "#components/live/use-live";
import { progressMessages } from "#components/messages/progress-messages";
import { buttonClass } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import type { Answer } from "#lib/domain/answer";
import { percentOf } from "#lib/domain/link-pace";
import type { Upload } from "#lib/domain/upload";
import { dismiss, type MyUploads, noUploads, shownOf, takeMine } from "./my-uploads.ts";
import { useTell } from "./notify.ts";
import { NotifyChoice } from "./notify-choice.tsx";
import { TrayEntry } from "./tray-entry.tsx";

const panel = "upload-tray";
const words = progressMessages.tray;

/** For so long a call is waited for: news of the upload that it is about may come a moment later. */
const lookMs = 6000;

export interface TrayProps {
  username: string;
  cancelUpload: (input: unknown) => Promise<Answer<void>>;
}

/** My uploads that run, and those that just ended, on every page. `called`: those that pages called for. */
export function Tray({ called, username, cancelUpload }: TrayProps & { called: readonly string[] }) {
  const [mine, setMine] = useState<MyUploads>(noUploads);
  const latest = useRef(mine);
  const [looking, setLooking] = useState(true);
  const { shown, running } = shownOf(mine);
  const tell = useTell();
  const box = useRef<HTMLDivElement>(null);

  function set(next: MyUploads): void {
    latest.current = next;
    setMine(next);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: each call is waited for anew.
  useEffect(() => {
    setLooking(true);
    const timer = setTimeout(() => setLooking(false), lookMs);
    return () => clearTimeout(timer);
  }, [called]);

  // Once all have ended there is nothing more to hear, until a page calls.
  const follows = running.length > 0 || looking;
  const line = useLive(follows ? "history" : null, {
    onEvent(event) {
      if (event.about !== "history") return;
      const { mine: next, ended } = takeMine(latest.current, event.uploads, { username, called });
      set(next);
      for (const upload of ended) tell(upload);
    },
    // What the tray shows is said to be old then; the upload's own page asks.
    onPoll: () => undefined,
  });

  const none = shown.length === 0;
  useEffect(() => {
    if (none && box.current?.matches(":popover-open")) box.current.hidePopover();
  }, [none]);

  function onDismiss(id: string): void {
    set(dismiss(latest.current, id));
    box.current?.focus();
  }

  if (none) return null;
  const percent = running.length > 0 ? words.percent(percentOfAll(running)) : null;
  const label = percent === null ? words.over(shown.length) : `${words.running(running.length)}, ${percent}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={panel}
        aria-haspopup="dialog"
        aria-label={label}
        title={label}
        className={cn(buttonClass({ variant: "quiet" }), "w-full justify-center px-1!")}
      >
        <CloudUpload aria-hidden="true" className={running.length > 0 ? "text-info" : "text-good"} />
        {percent === null ? null : <span className="hidden sm:inline">{percent}</span>}
      </button>
      <div
        ref={box}
        id={panel}
        popover="auto"
        role="dialog"
        tabIndex={-1}
        aria-label={words.title}
        className="fixed top-12 right-2 max-h-[70dvh] w-96 max-w-[calc(100vw-1rem)] overflow-auto rounded-lg border border-line-strong bg-raised text-ink shadow-float"
      >
        <h2 className="px-3 pt-3 pb-1 font-semibold">{words.title}</h2>
        {follows && (line === "polling" || line === "signed-out") ? (
          <p className="px-3 pb-1 text-xs text-warn">{words.old}</p>
        ) : null}
        <ul className="divide-y divide-line">
          {shown.map((upload) => (
            <TrayEntry
              key={upload.id}
              upload={upload}
              cancelUpload={cancelUpload}
              onOpen={() => box.current?.hidePopover()}
              onDismiss={() => onDismiss(upload.id)}
            />
          ))}
        </ul>
        <NotifyChoice />
      </div>
    </>
  );
}

function percentOfAll(uploads: readonly Upload[]): number {
  const sum = (of: (upload: Upload) => number) => uploads.reduce((all, upload) => all + of(upload), 0);
  return percentOf(
    sum(({ linksDone }) => linksDone),
    sum(({ linksPlanned }) => linksPlanned),
  );
}
