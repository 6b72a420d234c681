"use server";

import type { Answer } from "#lib/domain/answer";
import { uploadRequestSchema, withdrawRequestSchema } from "#lib/domain/requests";
import type { UploadStep } from "#lib/domain/upload";
import { runAction } from "#lib/server/action";
import { cancelUpload as cancel } from "#lib/services/cancel-upload";
import { retryUpload as retry } from "#lib/services/retry-upload";
import { verifyUpload as verify } from "#lib/services/verify-upload";
import { withdrawUpload as withdraw } from "#lib/services/withdraw-upload";

export async function cancelUpload(input: unknown): Promise<Answer<void>> {
  return runAction("cancel-upload", uploadRequestSchema, input, cancel);
}

export async function retryUpload(input: unknown): Promise<Answer<{ items: number; steps: readonly UploadStep[] }>> {
  return runAction("retry-upload", uploadRequestSchema, input, retry);
}

export async function withdrawUpload(input: unknown): Promise<Answer<void>> {
  return runAction("withdraw-upload", withdrawRequestSchema, input, withdraw);
}

export async function verifyUpload(input: unknown): Promise<Answer<void>> {
  return runAction("verify-upload", uploadRequestSchema, input, verify);
}
