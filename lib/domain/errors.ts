/** What went wrong, as a code that the edge maps to a screen or an HTTP status. */
export type ErrorCode =
  | "not-signed-in"
  | "not-allowed"
  | "not-found"
  | "bad-input"
  | "bad-destination"
  | "plan-changed"
  | "ftrack-unavailable"
  | "ftrack-refused"
  | "directory-unavailable"
  | "sign-in-refused"
  | "too-many-tries"
  | "storage-failed"
  | "mail-failed"
  /** As mail-failed, where trying again would end the same way. */
  | "mail-refused"
  | "conflict"
  /** Somebody stopped it on purpose. */
  | "cancelled"
  /** The server that worked on it stopped. */
  | "broken-off";

/** An expected error: its message is one or two sentences for the person, saying what, where and what to do. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
    this.code = code;
  }
}

/** The sentence of an error: its own if it is expected, else whatever text it carries. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Whether this is an expected error. Looks at its shape, for the server's pages, its handlers and its start load the class
 * apart from one another, and `instanceof` would tell their errors apart too.
 */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "code" in error && typeof error.code === "string";
}
