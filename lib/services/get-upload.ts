import { AppError } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import type { Upload, UploadItem } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";

/** One upload with all of its items, in their order, as of one moment. Throws AppError not-found. */
export async function getUpload(
  context: Pick<SystemContext, "store">,
  input: { id: UploadId },
): Promise<{ upload: Upload; items: UploadItem[] }> {
  const found = await context.store.uploads.withItems(input.id);
  if (found === null) {
    throw new AppError("not-found", "There is no upload with this address. Look for it among the past uploads.");
  }
  return found;
}
