"use server";

import type { Answer } from "#lib/domain/answer";
import type { Preview, VersionRow } from "#lib/domain/desk";
import type { Lasting } from "#lib/domain/long-work";
import { type Packed, packed } from "#lib/domain/packed";
import type { PackedVersions } from "#lib/domain/packed-answers";
import { newPresetSchema, type PresetView, presetChangeSchema, presetRequestSchema } from "#lib/domain/preset";
import { previewRequestSchema, submitRequestSchema } from "#lib/domain/requests";
import { selectionSchema } from "#lib/domain/selection-schema";
import { runAction, runLongAction, runPagesAction } from "#lib/server/action";
import { changePreset as change } from "#lib/services/change-preset";
import { deletePreset as forget } from "#lib/services/delete-preset";
import { previewUpload as preview } from "#lib/services/preview-upload";
import { savePreset as name } from "#lib/services/save-preset";
import { showVersions as show } from "#lib/services/show-versions";
import { submitUpload as submit } from "#lib/services/submit-upload";

export async function showVersions(input: unknown): Promise<Answer<PackedVersions>> {
  return runPagesAction("show-versions", selectionSchema, input, async (context, selection) => {
    const coming = await show(context, selection);
    return { ...coming, pages: packedPages(coming.pages) };
  });
}

async function* packedPages(pages: AsyncIterable<VersionRow[]>): AsyncGenerator<Packed<VersionRow>> {
  for await (const rows of pages) if (rows.length > 0) yield packed(rows);
}

export async function previewUpload(input: unknown): Promise<Answer<Lasting<Preview>>> {
  return runLongAction("preview-upload", "preview", previewRequestSchema, input, preview);
}

export async function submitUpload(input: unknown): Promise<Answer<Lasting<{ uploadId: string }>>> {
  return runLongAction("submit-upload", "submit", submitRequestSchema, input, submit);
}

export async function savePreset(input: unknown): Promise<Answer<PresetView>> {
  return runAction("save-preset", newPresetSchema, input, name);
}

export async function changePreset(input: unknown): Promise<Answer<PresetView>> {
  return runAction("change-preset", presetChangeSchema, input, change);
}

export async function deletePreset(input: unknown): Promise<Answer<void>> {
  return runAction("delete-preset", presetRequestSchema, input, forget);
}
