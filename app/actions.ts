"use server";

import type { Answer } from "#lib/domain/answer";
import { preferenceSchema } from "#lib/domain/preference-schemas";
import { uploadRequestSchema } from "#lib/domain/requests";
import { runAction } from "#lib/server/action";
import { cancelUpload as cancel } from "#lib/services/cancel-upload";
import { savePreference as keep } from "#lib/services/save-preference";

/** What every page may ask for: the tray and what a person keeps are around all of them. */
export async function savePreference(input: unknown): Promise<Answer<void>> {
  return runAction("save-preference", preferenceSchema, input, keep);
}

export async function cancelUpload(input: unknown): Promise<Answer<void>> {
  return runAction("cancel-upload", uploadRequestSchema, input, cancel);
}
