import type { Upload } from "#lib/domain/upload";
import type { UploadFilter } from "#lib/services/ports/upload-records";
import type { Context } from "./context.ts";

export interface UploadPage {
  uploads: readonly Upload[];
  total: number;
}

/** Past and running uploads, newest first. Everybody who is signed in may see all of them. */
export function uploadHistory(
  context: Context,
  input: { filter: UploadFilter; offset: number; limit: number },
): Promise<UploadPage> {
  return context.store.uploads.list(input.filter, pageOf(input));
}

/** At most 200 rows at a time, whatever an address asks for. */
export function pageOf({ offset, limit }: { offset: number; limit: number }): { offset: number; limit: number } {
  const whole = (value: number, least: number, most: number) =>
    Number.isFinite(value) ? Math.min(most, Math.max(least, Math.trunc(value))) : least;
  return { offset: whole(offset, 0, 1_000_000_000), limit: whole(limit, 1, 200) };
}
