"use client";

import { Button, buttonClass } from "#components/ui/button";
import { MessagePage } from "./message-page.tsx";

interface ErrorMessageProps {
  /** What the server logged it under; absent where it happened in the browser. */
  id: string | undefined;
  onRetry: () => void;
}

/** Something that nobody expected. What it was is in the log, under the id. */
export function ErrorMessage({ id, onRetry }: ErrorMessageProps) {
  return (
    <MessagePage title="Something went wrong on our side">
      <p className="text-muted">
        Nothing that was already submitted is lost: the history shows how it goes. Try again; if it happens twice, tell
        your pipeline team{id ? " this id" : " what you did"}.
      </p>
      {id ? (
        <p>
          Error id <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs select-all">{id}</code>
        </p>
      ) : null}
      <p className="flex gap-2">
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
        <a href="/uploads" className={buttonClass()}>
          History
        </a>
      </p>
    </MessagePage>
  );
}

/** The id under which the server logged an error; undefined where it carries none. */
export function digestOf(error: unknown): string | undefined {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}
