import type { Instrumentation } from "next";

/** Runs once in each server process, before it takes its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { prepare } = await import("#lib/server/prepare");
  await prepare();
}

/** What went wrong while a page was made, under the id that the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  { path, method },
  { routePath, routeType },
) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logRequestError } = await import("#lib/server/request-error");
  await logRequestError(error, { path, method, routePath, routeType });
};
