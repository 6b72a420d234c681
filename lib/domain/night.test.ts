import { describe, expect, it } from "vitest";
import { momentOf, nightOf } from "./night.ts";

describe("the night", () => {
  it("is the day whose hour came last", () => {
    expect(nightOf(new Date("2026-11-22T02:29:59Z"), "02:30", "UTC")).toBe("2026-11-21");
    expect(nightOf(new Date("2026-11-22T02:30:00Z"), "02:30", "UTC")).toBe("2026-11-22");
    expect(nightOf(new Date("2026-03-01T00:10:00Z"), "23:00", "UTC")).toBe("2026-02-28");
  });

  it("begins by the clocks of the studio, not of the server", () => {
    expect(momentOf("2026-11-22", "02:30", "Europe/Berlin").toISOString()).toBe("2026-11-22T01:30:00.000Z");
    expect(momentOf("2026-07-01", "02:30", "Europe/Berlin").toISOString()).toBe("2026-07-01T00:30:00.000Z");
    expect(momentOf("2026-11-22", "23:45", "Asia/Kolkata").toISOString()).toBe("2026-11-22T18:15:00.000Z");
    expect(nightOf(new Date("2026-11-21T23:00:00Z"), "06:00", "Pacific/Auckland")).toBe("2026-11-22");
  });

  it("comes once on each day, clocks put forward or back", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]) {
      const nights: string[] = [];
      for (let hour = 0; hour < 366 * 24; hour += 5) {
        const now = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000);
        const night = nightOf(now, "02:30", zone);
        if (nights.at(-1) !== night) nights.push(night);
        expect(momentOf(night, "02:30", zone).getTime()).toBeLessThanOrEqual(now.getTime());
      }
      expect(new Set(nights).size).toBe(nights.length);
      expect(nights.length).toBeGreaterThanOrEqual(366);
      expect([...nights].sort()).toEqual(nights);
    }
  });
});
