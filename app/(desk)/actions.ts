"use server";

import type { Answer } from "#lib/domain/answer";
import type { Preview } from "#lib/domain/desk";
import type { Lasting } from "#lib/domain/long-work";
import { type PackedVersions, packedVersions } from "#lib/domain/packed-answers";
import { previewRequestSchema, submitRequestSchema } from "#lib/domain/requests";
import { selectionSchema } from "#lib/domain/selection-schema";
import { runAction, runLongAction } from "#lib/server/action";
import { previewUpload as preview } from "#lib/services/preview-upload";
import { showVersions as show } from "#lib/services/show-versions";
import { submitUpload as submit } from "#lib/services/submit-upload";

export async function showVersions(input: unknown): Promise<Answer<PackedVersions>> {
  return runAction("show-versions", selectionSchema, input, async (context, selection) =>
    packedVersions(await show(context, selection)),
  );
}

export async function previewUpload(input: unknown): Promise<Answer<Lasting<Preview>>> {
  return runLongAction("preview-upload", "preview", previewRequestSchema, input, preview);
}

export async function submitUpload(input: unknown): Promise<Answer<Lasting<{ uploadId: string }>>> {
  return runLongAction("submit-upload", "submit", submitRequestSchema, input, submit);
}
