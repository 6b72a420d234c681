import type { Upload, UploadStep } from "#lib/domain/upload";

/** Whether a step will not run again by itself. */
export function isOver({ steps }: Pick<Upload, "steps">, step: UploadStep): boolean {
  const { state } = steps[step];
  return state === "done" || state === "failed" || state === "skipped";
}
