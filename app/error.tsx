"use client";

import { digestOf, ErrorMessage } from "#components/shell/error-message";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorMessage id={digestOf(error)} onRetry={retry} />;
}
