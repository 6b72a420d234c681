import { expect, test } from "vitest";
import { isTimeZone, zonedClock, zonedDay, zonedTime } from "./zoned-time.ts";

test("a moment is written with its zone", () => {
  expect(zonedTime("2026-11-22T18:04:29Z", "UTC")).toBe("22 Nov 2026, 18:04:29 UTC");
  expect(zonedTime("2026-11-22T23:30:00Z", "Europe/Berlin")).toBe("23 Nov 2026, 00:30:00 CET");
  expect(zonedTime("2026-07-01T00:00:00Z", "Europe/Berlin")).toBe("1 Jul 2026, 02:00:00 CEST");
  expect(zonedTime(new Date("2026-09-05T18:30:00Z"), "Asia/Kolkata")).toMatch(/^6 Sep 2026, 00:00:00 (GMT\+5:30|IST)$/);
});

test("a day is the day of its zone", () => {
  expect(zonedDay("2026-11-02T23:30:00Z", "UTC")).toBe("2026-11-02");
  expect(zonedDay("2026-11-02T23:30:00Z", "Europe/Berlin")).toBe("2026-11-03");
});

test("a time of day is that of its zone", () => {
  expect(zonedClock("2026-11-22T23:05:00Z", "UTC")).toBe("23:05");
  expect(zonedClock("2026-11-22T23:05:00Z", "Europe/Berlin")).toBe("00:05");
});

test("knows which zones there are", () => {
  expect(isTimeZone("Europe/Berlin")).toBe(true);
  expect(isTimeZone("Europe/Atlantis")).toBe(false);
  expect(isTimeZone("")).toBe(false);
});
