import type { Person } from "./actor.ts";

export const auditKinds = [
  "sign-in",
  "sign-in-refused",
  "sign-in-throttled",
  "sign-out",
  "preview",
  "upload-submitted",
  "upload-refused",
  "links-made",
  "links-failed",
  "ftrack-told",
  "ftrack-failed",
  "report-sent",
  "report-failed",
  "upload-cancelled",
  "upload-retried",
  "upload-finished",
  "withdrawal-asked",
  "withdrawal-refused",
  "links-withdrawn",
  "withdrawal-failed",
  "upload-checked",
  "watch-reported",
  "staging-cleared",
  "preset-shared",
  "preset-changed",
  "preset-deleted",
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** One line of who did what, when, to what. Written once, never changed. */
export interface AuditEvent {
  kind: AuditKind;
  /** Null where nobody is known: a refused sign-in with an unknown name. */
  actor: Person | null;
  /** Client address; null for what the worker does. */
  address: string | null;
  subject: { type: "session" | "project" | "upload"; id: string; label: string };
  details: Readonly<Record<string, unknown>>;
}

export interface RecordedAuditEvent extends AuditEvent {
  id: string;
  /** ISO 8601, UTC. */
  at: string;
}
