import type { RecordedAuditEvent } from "#lib/domain/audit";
import { AppError } from "#lib/domain/errors";
import { maySeeAudit } from "#lib/domain/roles";
import type { AuditFilter } from "#lib/services/ports/store";
import type { Context } from "./context.ts";
import { pageOf } from "./upload-history.ts";

/** Audit events, newest first, for supervisors and admins. Throws AppError not-allowed. */
export async function auditHistory(
  context: Context,
  input: { filter: AuditFilter; offset: number; limit: number },
): Promise<{ events: RecordedAuditEvent[]; total: number }> {
  if (!maySeeAudit(context.actor.roles)) {
    throw new AppError("not-allowed", "The audit is for supervisors and admins. Ask one of them to look for you.");
  }
  return context.store.audit.list(input.filter, pageOf(input));
}
