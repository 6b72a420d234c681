"use client";

import { ErrorMessage } from "#components/shell/error-message";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <ErrorMessage id={error.digest} onRetry={reset} />;
}
