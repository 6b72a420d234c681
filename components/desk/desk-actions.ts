import type { Answer } from "#lib/domain/answer";
import type { Preview } from "#lib/domain/desk";
import type { Lasting } from "#lib/domain/long-work";
import type { PackedVersions } from "#lib/domain/packed-answers";
import type { PresetActions } from "./preset-actions.ts";

/** What the desk asks of the server. */
export interface DeskActions extends PresetActions {
  showVersions(input: unknown): Promise<Answer<PackedVersions>>;
  previewUpload(input: unknown): Promise<Answer<Lasting<Preview>>>;
  submitUpload(input: unknown): Promise<Answer<Lasting<{ uploadId: string }>>>;
}
