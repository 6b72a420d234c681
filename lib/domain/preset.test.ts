import { describe, expect, it } from "vitest";
import { mayChangePreset, maySeePreset, newPresetSchema } from "./preset.ts";

const owner = { username: "mira.okafor", name: "Mira Okafor" };
const own = { owner, shared: false };
const shared = { owner, shared: true };
const as = (username: string, role: "artist" | "coordinator" | "supervisor" | "admin") => ({
  username,
  roles: [role],
});

describe("a personal preset", () => {
  it("is seen and changed by its owner alone, however the name is written", () => {
    expect(maySeePreset(as("Mira.Okafor", "artist"), own)).toBe(true);
    expect(mayChangePreset(as("Mira.Okafor", "artist"), own)).toBe(true);
    for (const role of ["artist", "supervisor", "admin"] as const) {
      expect(maySeePreset(as("somebody", role), own)).toBe(false);
      expect(mayChangePreset(as("somebody", role), own)).toBe(false);
    }
  });
});

describe("a shared preset", () => {
  it("is seen by everybody", () => {
    expect(maySeePreset(as("somebody", "artist"), shared)).toBe(true);
  });

  it("is changed by its owner, supervisors and admins, and by nobody else", () => {
    expect(mayChangePreset(as("mira.okafor", "artist"), shared)).toBe(true);
    expect(mayChangePreset(as("somebody", "supervisor"), shared)).toBe(true);
    expect(mayChangePreset(as("somebody", "admin"), shared)).toBe(true);
    expect(mayChangePreset(as("somebody", "artist"), shared)).toBe(false);
    expect(mayChangePreset(as("somebody", "coordinator"), shared)).toBe(false);
  });
});

describe("a new preset", () => {
  const wish = { project: "00000000-0000-4000-8000-000000000001", name: " Dailies ", shared: false, address: "" };

  it("has a name without outer blanks, and must have one", () => {
    expect(newPresetSchema.parse(wish).name).toBe("Dailies");
    expect(newPresetSchema.safeParse({ ...wish, name: "  " }).error?.issues[0]?.message).toBe(
      "Give the preset a name.",
    );
  });
});
