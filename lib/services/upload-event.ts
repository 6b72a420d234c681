import type { AuditEvent } from "#lib/domain/audit";
import type { Upload } from "#lib/domain/upload";

/** An audit event about an upload, for what the worker does in the artist's name. */
export function uploadEvent(
  { id, actor, project, destination }: Upload,
  kind: AuditEvent["kind"],
  details: AuditEvent["details"],
): AuditEvent {
  const { username, name, email } = actor;
  return {
    kind,
    actor: { username, name, email },
    address: null,
    subject: { type: "upload", id, label: `${project.name}: ${destination}` },
    details,
  };
}
