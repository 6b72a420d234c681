import { messageIdOf } from "#lib/domain/message-id";
import type { Upload } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";

/**
 * Addresses, in lower case, that earlier tries of this round's report reached, or that were refused for good: by the record of
 * what was sent, so that nobody gets a report twice. `rejected` are those that were refused.
 */
export async function reachedBefore(
  context: Pick<SystemContext, "store">,
  upload: Pick<Upload, "id" | "messageId" | "round">,
): Promise<{ answered: ReadonlySet<string>; rejected: readonly string[] }> {
  const filter = { kinds: ["report-sent"] as const, subjectId: upload.id };
  const { events: sent } = await context.store.audit.list(filter, { offset: 0, limit: 200 });
  const messageId = messageIdOf(upload);
  const events = sent.filter(({ details }) => details.messageId === messageId);
  const answered = new Set<string>();
  for (const { details } of events) {
    const deferred = new Set(textsIn(details.deferred).map((text) => text.toLowerCase()));
    for (const email of textsIn(details.to)) if (!deferred.has(email.toLowerCase())) answered.add(email.toLowerCase());
  }
  return { answered, rejected: events.flatMap(({ details }) => textsIn(details.rejected)) };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
