import type { AppError } from "#lib/domain/errors";

/**
 * The expected error that this is, or null. Looks at its shape, for the server's pages, its handlers and its start
 * load the class apart from one another, and `instanceof` would tell their errors apart too.
 */
export function appErrorOf(error: unknown): AppError | null {
  return isAppError(error) ? error : null;
}

function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "code" in error && typeof error.code === "string";
}
