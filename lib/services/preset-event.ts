import type { Actor } from "#lib/domain/actor";
import type { AuditEvent, AuditKind } from "#lib/domain/audit";
import type { Preset } from "#lib/domain/preset";

/** An audit event about a preset that the studio has, or had. */
export function presetEvent(actor: Actor, kind: AuditKind, preset: Preset, details: AuditEvent["details"]): AuditEvent {
  const { username, name, email, address } = actor;
  return {
    kind,
    actor: { username, name, email },
    address,
    subject: { type: "project", id: preset.project, label: `Preset ${preset.name}` },
    details: { owner: `${preset.owner.name} (${preset.owner.username})`, selection: preset.address, ...details },
  };
}
