import type { StepRecord, UploadStep } from "./upload.ts";

/** How long a step that fails is tried before it stays failed. Delays double from the first to the longest. */
export interface RetryPlan {
  tries: number;
  firstDelaySeconds: number;
  longestDelaySeconds: number;
  /** A run that takes longer is given up and tried again. */
  longestRunSeconds: number;
}

/** Each is tried for about a day: storage, ftrack and mail servers come back over night, and people look in the morning. */
export const retryPlans: Record<UploadStep, RetryPlan> = {
  links: { tries: 760, firstDelaySeconds: 2, longestDelaySeconds: 120, longestRunSeconds: 4 * 60 * 60 },
  ftrack: { tries: 310, firstDelaySeconds: 5, longestDelaySeconds: 300, longestRunSeconds: 60 * 60 },
  report: { tries: 310, firstDelaySeconds: 5, longestDelaySeconds: 300, longestRunSeconds: 15 * 60 },
};

/** Seconds until the next try, after so many failures. `random`, from 0 to 1, spreads those that failed together. */
export function retryDelay(plan: RetryPlan, failures: number, random: number): number {
  const doubled = plan.firstDelaySeconds * 2 ** Math.min(failures - 1, 16);
  return Math.min(plan.longestDelaySeconds, doubled) * (0.75 + 0.25 * random);
}

/** By when a step that failed is tried again at the latest, in milliseconds since the epoch; null where it is not waiting for that. */
export function nextTryBefore(step: UploadStep, { state, attempts, error, at }: StepRecord): number | null {
  if (state !== "waiting" || error === null || attempts === 0 || at === null) return null;
  // Failures since the last success are no more than the tries that are recorded.
  return Date.parse(at) + retryDelay(retryPlans[step], attempts, 1) * 1000;
}
