import { sentenceOf } from "#lib/domain/errors";
import { container } from "./container.ts";

/** Logs an error that no page caught. `digest` is what the browser shows of it. */
export async function logRequestError(
  error: unknown,
  where: Readonly<{ path: string; method: string; routePath: string; routeType: string }>,
): Promise<void> {
  const { log } = await container();
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  const stack = error instanceof Error ? error.stack : undefined;
  log.error({ errorId: digest, ...where, error: sentenceOf(error), stack }, "unexpected error");
}
