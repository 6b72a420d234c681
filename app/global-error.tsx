"use client";

import "./globals.css";
import { errorMessages } from "#components/messages/error-messages";
import { digestOf, ErrorMessage } from "#components/shell/error-message";

/** Stands in for the whole document when even the layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{errorMessages.tabTitle}</title>
        <main className="flex min-h-dvh flex-col">
          <ErrorMessage id={digestOf(error)} onRetry={retry} />
        </main>
      </body>
    </html>
  );
}
