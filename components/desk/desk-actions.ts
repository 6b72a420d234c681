import type { Answer } from "#lib/domain/answer";
import type { Preview, ShownVersions } from "#lib/domain/desk";
import type { Lasting } from "#lib/domain/long-work";

/** What the desk asks of the server. */
export interface DeskActions {
  showVersions(input: unknown): Promise<Answer<ShownVersions>>;
  previewUpload(input: unknown): Promise<Answer<Lasting<Preview>>>;
  submitUpload(input: unknown): Promise<Answer<Lasting<{ uploadId: string }>>>;
}
