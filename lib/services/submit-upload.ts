import type { Person } from "#lib/domain/actor";
import { AppError } from "#lib/domain/errors";
import { type UploadId, uploadIdSchema } from "#lib/domain/ids";
import type { Plan } from "#lib/domain/plan";
import type { SubmitRequest } from "#lib/domain/requests";
import type { NewUpload } from "#lib/services/ports/upload-records";
import { appErrorOf } from "./app-error.ts";
import { confirmAccount } from "./confirm-account.ts";
import type { Context } from "./context.ts";
import { maySubmitOrThrow } from "./may-submit.ts";
import { changesSince } from "./plan-changes.ts";
import { type PlannedUpload, planUpload } from "./plan-upload.ts";
import { partiesOf } from "./preview-upload.ts";
import { recordedItems } from "./recorded-items.ts";
import { resolveSupervisors } from "./resolve-supervisors.ts";
import { whileWanted } from "./work-progress.ts";

export interface SubmittedUpload {
  uploadId: UploadId;
  /** Sentences about uploads that it waits for, as it writes to the same places. */
  running: readonly string[];
}

/**
 * Plans once more; if that is the plan that was shown, records upload, audit event and job in one transaction.
 * A refusal is recorded too. Throws AppError as `planUpload` and `confirmAccount` do, plan-changed, and not-allowed.
 */
export async function submitUpload(context: Context, request: SubmitRequest): Promise<SubmittedUpload> {
  try {
    const { person, roles } = await confirmAccount(context);
    maySubmitOrThrow(roles, request.uploadType, context.configuration);
    const planned = await whileWanted(context, planUpload(context, request));
    checkPlan(context, request, planned.plan);
    return await record(context, person, planned);
  } catch (error) {
    const refusal = appErrorOf(error);
    if (refusal !== null) await recordRefusal(context, request, { code: refusal.code, sentence: refusal.message });
    throw error;
  }
}

function checkPlan(context: Context, request: SubmitRequest, plan: Plan): void {
  if (plan.digest !== request.digest) {
    const shown = context.previews.recall(request.digest);
    const changes = shown === null ? [] : changesSince(shown, plan);
    throw new AppError(
      "plan-changed",
      ["Something changed since the preview. Nothing was uploaded.", ...changes, "Look at the new preview."].join(" "),
    );
  }
  if (plan.totals.runs > 0) return;
  const { awaitingConsent, unchanged, items } = plan.totals;
  const why =
    awaitingConsent > 0
      ? "What could be linked needs your consent first: tick what the preview asks."
      : unchanged === items
        ? "Every link is in place already."
        : "None of the selected versions can be linked. The preview says why.";
  throw new AppError("bad-input", `There is nothing to upload. ${why}`);
}

async function record(
  context: Context,
  person: Person,
  { plan, project, running }: PlannedUpload,
): Promise<SubmittedUpload> {
  const { supervisors } = await resolveSupervisors(context, { project, ...partiesOf(plan) });
  const id = uploadIdSchema.parse(context.watch?.id ?? context.newId());
  const { address } = context.actor;
  const recorded = recordedItems(plan);
  const upload: NewUpload = {
    upload: {
      id,
      actor: person,
      address,
      project: { id: project.id, name: project.name },
      uploadType: plan.uploadType,
      destination: plan.destination,
      comment: plan.comment,
      consents: plan.consents,
      digest: plan.digest,
      configurationHash: context.configurationHash,
      supervisors,
      messageId: `<${id}@${new URL(context.appUrl).hostname}>`,
      linksPlanned: plan.totals.links,
    },
    ...recorded,
  };
  context.watch?.signal.throwIfAborted();
  await context.store.transaction(async (records) => {
    await records.uploads.insert(upload);
    await records.audit.append({
      kind: "upload-submitted",
      actor: person,
      address,
      subject: { type: "upload", id, label: `${project.name}: ${plan.destination}` },
      details: {
        project: project.name,
        uploadType: plan.uploadType,
        destination: plan.destination,
        comment: plan.comment,
        consents: plan.consents,
        totals: plan.totals,
        digest: plan.digest,
        configurationHash: context.configurationHash,
        supervisors: supervisors.map(({ email }) => email),
        ...(running.length > 0 ? { running } : {}),
      },
    });
    await records.jobs.enqueue({ step: "links", uploadId: id });
  });
  return { uploadId: id, running };
}

async function recordRefusal(
  context: Context,
  { project, uploadType, destination, components, digest }: SubmitRequest,
  refusal: { code: string; sentence: string },
): Promise<void> {
  const { username, name, email, address } = context.actor;
  await context.store.audit.append({
    kind: "upload-refused",
    actor: { username, name, email },
    address,
    subject: { type: "project", id: project, label: destination },
    details: { uploadType, destination, components: components.length, digest, ...refusal },
  });
}
