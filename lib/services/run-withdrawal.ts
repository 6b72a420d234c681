import { sentenceOf } from "#lib/domain/errors";
import type { UploadId } from "#lib/domain/ids";
import { leaseOf } from "#lib/domain/lease-name";
import type { Lease, StepOutcome } from "#lib/services/ports/store";
import { appErrorOf } from "./app-error.ts";
import type { SystemContext } from "./context.ts";
import { reportWithdrawal } from "./report-withdrawal.ts";
import { type ToldOfWithdrawal, tellWithdrawal } from "./tell-withdrawal.ts";
import { underLease } from "./under-lease.ts";
import { uploadEvent } from "./upload-event.ts";
import { withdrawLinks } from "./withdraw-links.ts";
import { recordedOf, type WithdrawnUpload, withdrawnUpload } from "./withdrawn-upload.ts";

/**
 * Does what `withdrawUpload` asked for: removes links and folders, then tells ftrack, then supervisors and owner. Each is
 * done once, however often this is called; a withdrawal that is over is left alone. While another upload works on one of
 * the folders, it comes back later. Throws AppError where a later try may help.
 */
export function runWithdrawal(
  context: SystemContext,
  input: { uploadId: UploadId; signal?: AbortSignal },
): Promise<StepOutcome> {
  return underLease(context, leaseOf(input.uploadId, "withdraw"), async (lease) => {
    const upload = await withdrawnUpload(context, input.uploadId);
    if (upload === null || isOver(upload)) return "over";
    const signal = AbortSignal.any([lease.lost, ...(input.signal === undefined ? [] : [input.signal])]);
    const removal = await removalOf(context, upload);
    if (removal === null) {
      await begin(context, lease, upload);
      if (!(await withdrawLinks(context, { upload, lease, signal }))) {
        return { againInSeconds: context.pace.againInSeconds };
      }
    }
    await tellAll(context, lease, input.uploadId, signal);
    return "over";
  });
}

export interface WithdrawalFailure {
  uploadId: UploadId;
  sentence: string;
  /** Nothing will try again by itself. */
  final: boolean;
}

/** Records why a try of a withdrawal failed. After the last one it may be asked for anew, and goes on where it stopped. */
export async function withdrawalFailed(context: SystemContext, failure: WithdrawalFailure): Promise<void> {
  const { uploadId, sentence, final } = failure;
  const upload = await withdrawnUpload(context, uploadId);
  if (upload === null || isOver(upload)) return;
  await context.store.transaction(async (records) => {
    await records.withdrawals.set(uploadId, { state: final ? "failed" : "waiting", error: sentence });
    if (!final) return;
    await records.audit.append({
      ...uploadEvent(upload, "withdrawal-failed", { reason: sentence }),
      actor: upload.withdrawal.by,
    });
    for (const waiting of await records.claims.release(uploadId)) {
      await records.jobs.enqueue({ step: "links", uploadId: waiting });
    }
  });
}

function isOver({ withdrawal }: WithdrawnUpload): boolean {
  return withdrawal.state === "done" || withdrawal.state === "failed";
}

function begin({ store }: SystemContext, lease: Lease, { id, withdrawal }: WithdrawnUpload): Promise<void> {
  return store.transaction(
    ({ withdrawals }) => withdrawals.set(id, { state: "running", attempts: withdrawal.attempts + 1 }),
    { lease },
  );
}

/** When the links of this wish were removed, and the folders that could not be worked on, by the audit; null where they were not yet. */
async function removalOf(
  context: SystemContext,
  upload: WithdrawnUpload,
): Promise<{ at: string; refused: readonly string[] } | null> {
  const event = await recordedOf(context, upload, "links-withdrawn");
  if (event === null) return null;
  const { refused } = event.details;
  return { at: event.at, refused: Array.isArray(refused) ? refused.filter((path) => typeof path === "string") : [] };
}

/** Tells ftrack, then people. With ftrack down, people are told after a while all the same; ftrack is told later. */
async function tellAll(context: SystemContext, lease: Lease, id: UploadId, signal: AbortSignal): Promise<void> {
  const upload = await withdrawnUpload(context, id);
  const removal = upload === null ? null : await removalOf(context, upload);
  if (upload === null || removal === null) return;
  signal.throwIfAborted();
  const told = await tryToTell(context, lease, upload);
  const waitedMs = context.now().getTime() - Date.parse(removal.at);
  const patienceMs = context.configuration.report.waitForFtrackMinutes * 60_000;
  if ("error" in told && waitedMs < patienceMs) throw told.error;
  const remarks = "error" in told ? [`ftrack is pending: ${sentenceOf(told.error)}`] : told.remarks;
  const unsent = await reportWithdrawal(context, lease, upload, remarks);
  if ("error" in told) throw told.error;
  await end(context, lease, upload, { refused: removal.refused, remarks: [...told.remarks, ...unsent] });
}

async function tryToTell(
  context: SystemContext,
  lease: Lease,
  upload: WithdrawnUpload,
): Promise<ToldOfWithdrawal | { error: unknown }> {
  if (upload.withdrawal.ftrackTold) return { remarks: [] };
  try {
    return await tellWithdrawal(context, lease, upload);
  } catch (error) {
    const expected = appErrorOf(error);
    if (expected?.code === "ftrack-unavailable" || expected?.code === "ftrack-refused") return { error };
    throw error;
  }
}

async function end(
  { store }: SystemContext,
  lease: Lease,
  upload: WithdrawnUpload,
  { refused, remarks }: { refused: readonly string[]; remarks: readonly string[] },
): Promise<void> {
  const failure =
    refused.length === 0
      ? null
      : `Not everything could be withdrawn. When the causes below are mended, ask for it once more.`;
  const sentences = [...(failure === null ? [] : [failure]), ...remarks];
  const error = sentences.length === 0 ? null : sentences.join(" ");
  await store.transaction(
    async (records) => {
      await records.withdrawals.set(upload.id, { state: failure === null ? "done" : "failed", error });
      if (failure === null) return;
      await records.audit.append({
        ...uploadEvent(upload, "withdrawal-failed", { reason: error, folders: refused }),
        actor: upload.withdrawal.by,
      });
    },
    { lease },
  );
}
