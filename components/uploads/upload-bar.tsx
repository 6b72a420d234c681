import { Progress } from "#components/ui/progress";
import type { Upload } from "#lib/domain/upload";
import { type UploadStateView, uploadState } from "#lib/domain/upload-state";

const barTones = {
  idle: "busy",
  busy: "busy",
  waiting: "busy",
  good: "good",
  warn: "warn",
  bad: "bad",
  off: "off",
} as const satisfies Record<UploadStateView["tone"], string>;

/** How many of an upload's links stand, in the colour of what came of it. */
export function UploadBar({ upload, label }: { upload: Upload; label: string }) {
  const { linksDone, linksPlanned } = upload;
  return <Progress value={linksDone} max={linksPlanned} label={label} tone={barTones[uploadState(upload).tone]} />;
}
