import { type AppError, isAppError } from "#lib/domain/errors";

/** The expected error that this is, or null. */
export function appErrorOf(error: unknown): AppError | null {
  return isAppError(error) ? error : null;
}
