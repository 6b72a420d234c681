import type { UploadStep } from "#lib/domain/upload";

/** How long a step is tried before it stays failed. Delays double from the first to the longest. */
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
