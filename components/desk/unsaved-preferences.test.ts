import { beforeEach, expect, test, vi } from "vitest";
import { noPreferences } from "#lib/domain/preferences";
import { unsavedPreferences } from "./unsaved-preferences.ts";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

const dense = { ...noPreferences.look, density: "dense" as const };
const comfortable = { ...noPreferences.look, density: "comfortable" as const };

test("what is added stands until it is saved, for this person alone", () => {
  const mine = unsavedPreferences("mira");
  mine.add("look", dense);
  expect(unsavedPreferences("mira").read()).toEqual({ look: dense });
  expect(unsavedPreferences("ivo").read()).toEqual({});
  mine.saved("look", dense);
  expect(mine.read()).toEqual({});
  expect(kept.size).toBe(0);
});

test("what was changed again while it was saved stays", () => {
  const mine = unsavedPreferences("mira");
  mine.add("look", dense);
  mine.add("look", comfortable);
  mine.saved("look", dense);
  expect(mine.read()).toEqual({ look: comfortable });
});

test("a browser that keeps nothing, or something else under that name, is no failure", () => {
  const mine = unsavedPreferences("mira");
  kept.set("compout-unsaved-mira", "{broken");
  expect(mine.read()).toEqual({});
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new Error("The quota is exceeded.");
    },
  });
  expect(() => mine.add("look", dense)).not.toThrow();
});
