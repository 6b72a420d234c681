import type { Answer } from "#lib/domain/answer";
import type { UploadStep } from "#lib/domain/upload";

/** What the page of an upload asks of the server. */
export interface UploadActions {
  cancelUpload(input: unknown): Promise<Answer<void>>;
  retryUpload(input: unknown): Promise<Answer<{ items: number; steps: readonly UploadStep[] }>>;
  withdrawUpload(input: unknown): Promise<Answer<void>>;
  verifyUpload(input: unknown): Promise<Answer<void>>;
}
