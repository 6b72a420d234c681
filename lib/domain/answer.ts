import type { ErrorCode } from "./errors.ts";

/** What a server action gives back. An unexpected error is logged under `errorId`, and only that id is shown. */
export type Answer<T> =
  | { ok: true; value: T }
  | { ok: false; code: ErrorCode | "unexpected"; sentence: string; errorId: string | null };
