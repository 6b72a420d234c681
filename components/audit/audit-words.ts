import type { BadgeTone } from "#components/ui/badge";
import type { AuditKind } from "#lib/domain/audit";

/** What happened, in words, and how it is to be taken. */
export const auditWords: Readonly<Record<AuditKind, { words: string; tone: BadgeTone }>> = {
  "sign-in": { words: "Signed in", tone: "neutral" },
  "sign-in-refused": { words: "Sign-in refused", tone: "warn" },
  "sign-in-throttled": { words: "Sign-in held back", tone: "bad" },
  "sign-out": { words: "Signed out", tone: "neutral" },
  preview: { words: "Looked at a preview", tone: "neutral" },
  "upload-submitted": { words: "Submitted an upload", tone: "info" },
  "upload-refused": { words: "Upload refused", tone: "warn" },
  "links-made": { words: "Links made", tone: "good" },
  "links-failed": { words: "Links failed", tone: "bad" },
  "ftrack-told": { words: "ftrack told", tone: "good" },
  "ftrack-failed": { words: "ftrack not told", tone: "bad" },
  "report-sent": { words: "Report sent", tone: "good" },
  "report-failed": { words: "Report not sent", tone: "bad" },
  "upload-cancelled": { words: "Cancelled an upload", tone: "warn" },
  "upload-retried": { words: "Tried an upload again", tone: "info" },
  "upload-finished": { words: "Upload finished", tone: "good" },
  "withdrawal-asked": { words: "Asked to withdraw", tone: "info" },
  "withdrawal-refused": { words: "Withdrawal refused", tone: "warn" },
  "links-withdrawn": { words: "Links withdrawn", tone: "good" },
  "withdrawal-failed": { words: "Withdrawal failed", tone: "bad" },
  "upload-checked": { words: "Links checked", tone: "neutral" },
  "watch-reported": { words: "Changes reported", tone: "info" },
  "staging-cleared": { words: "Staging cleared", tone: "neutral" },
  "preset-shared": { words: "Shared a preset", tone: "neutral" },
  "preset-changed": { words: "Changed a shared preset", tone: "neutral" },
  "preset-deleted": { words: "Deleted a shared preset", tone: "warn" },
};
