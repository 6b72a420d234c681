/** How soon worker processes hear of work, give up on one another, and take over. Milliseconds, if not said otherwise. */
export interface Pace {
  /** Silence after which a lease is anybody's. */
  lease: number;
  /** Between two renewals of a lease. */
  renewal: number;
  /** Between two looks for leases whose holder fell silent. */
  revival: number;
  /** Between two looks for jobs that were not called out. */
  poll: number;
  /** Seconds of silence after which the queue takes a job from its worker, lease or not; the queue allows no less than 10. */
  heartbeatSeconds: number;
  /** Seconds between two looks for such jobs. */
  superviseSeconds: number;
  /** Seconds until a job comes back that another worker or another upload keeps from running. */
  againInSeconds: number;
}

export const usualPace: Pace = {
  lease: 30_000,
  renewal: 10_000,
  revival: 5_000,
  poll: 2_000,
  heartbeatSeconds: 20,
  superviseSeconds: 15,
  againInSeconds: 5,
};

/**
 * The longest time until another worker goes on with what a dead one did, as long as one lives and has room: the lease
 * runs out, is found, and the job is seen; or, where death came before the lease was taken, the heartbeat is missed.
 */
export function replacedWithin({ lease, revival, poll, heartbeatSeconds, superviseSeconds }: Pace): number {
  return Math.max(lease + revival, (heartbeatSeconds + superviseSeconds) * 1000) + poll;
}
