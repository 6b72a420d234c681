import { expect, it } from "vitest";
import { replacedWithin, usualPace } from "./pace.ts";

it("replaces a worker that dies within 60 seconds", () => {
  expect(replacedWithin(usualPace)).toBeLessThanOrEqual(60_000);
});

it("counts whichever is noticed later, the lease or the heartbeat, and the time until the job is seen", () => {
  const pace = { ...usualPace, lease: 2000, revival: 500, poll: 100, heartbeatSeconds: 10, superviseSeconds: 1 };
  expect(replacedWithin(pace)).toBe(11_100);
  expect(replacedWithin({ ...pace, lease: 40_000 })).toBe(40_600);
});

it("renews a lease often enough to miss a renewal and still hold it", () => {
  expect(usualPace.renewal * 2).toBeLessThan(usualPace.lease);
});
