import type { BadgeTone } from "#components/ui/badge";
import type { AuditKind } from "#lib/domain/audit";

/** How what happened is to be taken. */
export const auditTones: Readonly<Record<AuditKind, BadgeTone>> = {
  "sign-in": "neutral",
  "sign-in-refused": "warn",
  "sign-in-throttled": "bad",
  "sign-out": "neutral",
  preview: "neutral",
  "upload-submitted": "info",
  "upload-refused": "warn",
  "links-made": "good",
  "links-failed": "bad",
  "ftrack-told": "good",
  "ftrack-failed": "bad",
  "report-sent": "good",
  "report-failed": "bad",
  "upload-cancelled": "warn",
  "upload-retried": "info",
  "upload-finished": "good",
  "withdrawal-asked": "info",
  "withdrawal-refused": "warn",
  "links-withdrawn": "good",
  "withdrawal-failed": "bad",
  "upload-checked": "neutral",
  "watch-reported": "info",
  "staging-cleared": "neutral",
  "preset-shared": "neutral",
  "preset-changed": "neutral",
  "preset-deleted": "warn",
};
