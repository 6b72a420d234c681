"use client";

import { errorMessages as words } from "#components/messages/error-messages";
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
    <MessagePage title={words.title}>
      <p className="text-muted">{words.about(Boolean(id))}</p>
      {id ? (
        <p>
          {words.id} <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs select-all">{id}</code>
        </p>
      ) : null}
      <p className="flex gap-2">
        <Button variant="primary" onClick={onRetry}>
          {words.tryAgain}
        </Button>
        <a href="/uploads" className={buttonClass()}>
          {words.history}
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
