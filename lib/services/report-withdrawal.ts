import type { Person } from "#lib/domain/actor";
import { AppError } from "#lib/domain/errors";
import { uploadLink } from "#lib/domain/make-report";
import { listed } from "#lib/domain/sentences";
import type { UploadItem } from "#lib/domain/upload";
import { makeWithdrawalReport } from "#lib/domain/withdrawal-report";
import type { Lease } from "#lib/services/ports/store";
import { appErrorOf } from "./app-error.ts";
import type { SystemContext } from "./context.ts";
import { reachedBefore } from "./reached-before.ts";
import { resolveSupervisors } from "./resolve-supervisors.ts";
import { uploadEvent } from "./upload-event.ts";
import { recordedOf, type WithdrawnUpload } from "./withdrawn-upload.ts";

/**
 * Tells supervisors and owner of a withdrawal, each once, under a Message-ID of its own. Gives remarks about who was not
 * reached. Throws AppError mail-failed where it is to be tried again.
 */
export async function reportWithdrawal(
  context: SystemContext,
  lease: Lease,
  upload: WithdrawnUpload,
  ftrackRemarks: readonly string[],
): Promise<readonly string[]> {
  const { withdrawal } = upload;
  if (withdrawal.reportSent) return [];
  const items = (await context.store.uploads.items(upload.id)).filter(isConcerned);
  const { people, remarks } = await recipients(context, upload, items);
  // One for each time it was asked for; one that is asked for again after a failure has more to tell.
  const messageId = upload.messageId.replace("@", `.withdrawn.${Date.parse(withdrawal.askedAt)}@`);
  const before = await reachedBefore(context, { id: upload.id, messageId, round: 0 });
  const to = people.filter(({ email }) => !before.answered.has(email.toLowerCase()));
  if (to.length === 0) return finish(context, lease, upload, { people, remarks });
  const { timeZone, itemsBeforeCsv } = context.configuration.report;
  const { report, csv } = makeWithdrawalReport({
    upload,
    items,
    link: uploadLink(context.appUrl, upload.id),
    timeZone,
    itemsBeforeCsv,
    remarks: [...ftrackRemarks, ...remarks],
  });
  await lease.check();
  const answer = await send(context, { to, replyTo: withdrawal.by, messageId, report, csv });
  if ("refusal" in answer) return finish(context, lease, upload, { people: [], remarks: [answer.refusal] });
  const { rejected, deferred } = answer;
  await context.store.transaction(
    async (records) => {
      const details = { askedAt: withdrawal.askedAt, to: to.map(({ email }) => email), rejected, deferred, messageId };
      await records.audit.append({ ...uploadEvent(upload, "report-sent", details), actor: withdrawal.by });
      if (deferred.length === 0) await records.withdrawals.set(upload.id, { reportSent: true });
    },
    { lease },
  );
  if (deferred.length > 0) {
    throw new AppError("mail-failed", `The mail server puts ${listed(deferred)} off for now. It will be tried again.`);
  }
  const refused = [...before.rejected, ...rejected];
  return refused.length === 0 ? [] : [`The mail server refused ${listed(refused)}; the others were told.`];
}

function isConcerned({ state, reason }: UploadItem): boolean {
  return state === "withdrawn" || (state === "linked" && reason !== null);
}

type Message = Parameters<SystemContext["mail"]["send"]>[0];

async function send({ mail }: SystemContext, message: Message) {
  try {
    return await mail.send(message);
  } catch (error) {
    const expected = appErrorOf(error);
    if (expected?.code === "mail-refused") return { refusal: expected.message };
    throw error;
  }
}

/** Nobody is left to be told: recorded as a failure where nobody was told at all. */
async function finish(
  context: SystemContext,
  lease: Lease,
  upload: WithdrawnUpload,
  { people, remarks }: { people: readonly Person[]; remarks: readonly string[] },
): Promise<readonly string[]> {
  const { askedAt } = upload.withdrawal;
  if (people.length === 0 && (await recordedOf(context, upload, "report-failed"))) return remarks;
  await context.store.transaction(
    async (records) => {
      if (people.length > 0) return records.withdrawals.set(upload.id, { reportSent: true });
      const details = { askedAt, reasons: remarks };
      await records.audit.append({ ...uploadEvent(upload, "report-failed", details), actor: upload.withdrawal.by });
    },
    { lease },
  );
  return remarks;
}

/** The upload's supervisors, sought again where none were found; and its owner, unless it is who withdrew it. */
async function recipients(
  context: SystemContext,
  { supervisors, actor, withdrawal, project }: WithdrawnUpload,
  items: readonly UploadItem[],
): Promise<{ people: Person[]; remarks: readonly string[] }> {
  const found =
    supervisors.length > 0
      ? { supervisors, remarks: [] }
      : await resolveSupervisors(context, {
          project,
          departments: [...new Set(items.map(({ department }) => department))],
          taskIds: [...new Set(items.flatMap(({ taskId }) => taskId ?? []))],
        });
  const isOwn = actor.username.toLowerCase() === withdrawal.by.username.toLowerCase();
  const people = [...found.supervisors, ...(isOwn || actor.email === "" ? [] : [actor])];
  const once = new Map(people.map((person) => [person.email.toLowerCase(), person]));
  return { people: [...once.values()], remarks: found.remarks };
}
