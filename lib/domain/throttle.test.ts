import { describe, expect, test } from "vitest";
import { throttleDecision } from "./throttle.ts";

describe("throttleDecision", () => {
  test("lets the first tries through: 5 refused ones of an account, 20 from an address", () => {
    expect(throttleDecision({ account: 0, address: 0 })).toEqual({ allowed: true, retryAfterSeconds: 0 });
    expect(throttleDecision({ account: 4, address: 19 }).allowed).toBe(true);
    expect(throttleDecision({ account: 5, address: 5 }).allowed).toBe(false);
    expect(throttleDecision({ account: 0, address: 20 }).allowed).toBe(false);
  });

  test("then the wait doubles with each, up to the whole window", () => {
    const waits = [5, 6, 7, 8, 9, 10, 11, 1000].map(
      (account) => throttleDecision({ account, address: 0, secondsSinceLast: 0 }).retryAfterSeconds,
    );
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    expect(throttleDecision({ account: 0, address: 21, secondsSinceLast: 0 }).retryAfterSeconds).toBe(60);
  });

  test("the longer of the two waits counts", () => {
    expect(throttleDecision({ account: 5, address: 22, secondsSinceLast: 0 }).retryAfterSeconds).toBe(120);
  });

  test("who has waited long enough may try", () => {
    expect(throttleDecision({ account: 5, address: 0, secondsSinceLast: 29.5 })).toEqual({
      allowed: false,
      retryAfterSeconds: 1,
    });
    expect(throttleDecision({ account: 5, address: 0, secondsSinceLast: 30 })).toEqual({
      allowed: true,
      retryAfterSeconds: 0,
    });
  });

  test("where the last try's time is unknown, the whole window has to pass", () => {
    expect(throttleDecision({ account: 5, address: 0 })).toEqual({ allowed: false, retryAfterSeconds: 900 });
  });
});
