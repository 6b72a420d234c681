import { describe, expect, it } from "vitest";
import { fullTime, recordTime, relativeTime, serverTime, shortTime } from "./time-words.ts";

const now = Date.parse("2026-11-22T12:00:00Z");
const ago = (milliseconds: number) => relativeTime(new Date(now - milliseconds).toISOString(), now, "en", "UTC");

describe("a point in time", () => {
  it("is named with its zone until the reader's is known", () => {
    expect(serverTime("2026-11-22T17:04:29.000Z")).toBe("22 Nov 2026, 17:04 UTC");
  });

  it("is shown in the reader's locale and zone", () => {
    expect(shortTime("2026-11-22T17:04:29Z", "de-DE", "Europe/Berlin")).toBe("22.11.2026, 18:04");
    expect(recordTime("2026-11-22T17:04:29Z", "de-DE", "Europe/Berlin")).toBe("22.11.2026, 18:04:29");
    expect(fullTime("2026-11-22T17:04:29Z", "en-GB", "UTC")).toContain("17:04:29 UTC");
  });
});

describe("how long ago something was", () => {
  it("is now within the minute, then minutes, hours and days", () => {
    expect(ago(20_000)).toBe("now");
    expect(ago(50_000)).toBe("1 minute ago");
    expect(ago(3 * 60_000)).toBe("3 minutes ago");
    expect(ago(2 * 3_600_000)).toBe("2 hours ago");
    expect(ago(26 * 3_600_000)).toBe("yesterday");
  });

  it("is a date after a week", () => {
    expect(ago(8 * 86_400_000)).toBe("Nov 14, 2026, 12:00 PM");
  });

  it("can lie ahead, when clocks differ", () => {
    expect(ago(-5 * 60_000)).toBe("in 5 minutes");
  });
});
