/** Refused tries are counted over this long. */
export const throttleWindowSeconds = 15 * 60;

const freeTries = { account: 5, address: 20 } as const;
const firstWaitSeconds = 30;

export interface RefusedTries {
  /** Refused tries for one username within the window. */
  account: number;
  /** Refused tries from one address within the window. */
  address: number;
  /** Since the last of them. Where it is left out, nothing is allowed before the window has moved on. */
  secondsSinceLast?: number;
}

/**
 * Whether a sign-in may be tried: 5 refused tries of an account and 20 from an address are free. After those the wait since
 * the last try doubles with each, from 30 seconds to the whole window.
 */
export function throttleDecision({ account, address, secondsSinceLast }: RefusedTries): {
  allowed: boolean;
  retryAfterSeconds: number;
} {
  const wait = Math.max(waitAfter(account - freeTries.account), waitAfter(address - freeTries.address));
  if (wait === 0) return { allowed: true, retryAfterSeconds: 0 };
  if (secondsSinceLast === undefined) return { allowed: false, retryAfterSeconds: throttleWindowSeconds };
  const left = Math.ceil(wait - secondsSinceLast);
  return left <= 0 ? { allowed: true, retryAfterSeconds: 0 } : { allowed: false, retryAfterSeconds: left };
}

function waitAfter(beyond: number): number {
  return beyond < 0 ? 0 : Math.min(throttleWindowSeconds, firstWaitSeconds * 2 ** Math.min(beyond, 10));
}
