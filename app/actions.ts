"use server";

import type { Answer } from "#lib/domain/answer";
import { uploadRequestSchema } from "#lib/domain/requests";
import { runAction } from "#lib/server/action";
import { cancelUpload as cancel } from "#lib/services/cancel-upload";

/** What every page may ask for: the tray is around all of them. */
export async function cancelUpload(input: unknown): Promise<Answer<void>> {
  return runAction("cancel-upload", uploadRequestSchema, input, cancel);
}
