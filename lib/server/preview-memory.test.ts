import { expect, it } from "vitest";
import type { ShownPlan } from "#lib/services/plan-changes";
import { createPreviewMemory } from "./preview-memory.ts";

function plan(items: number): ShownPlan {
  const item = { versionName: "sh0010_compout_v003", verdict: "new", frames: "", links: "", warnings: [] } as const;
  return {
    destination: "/mnt/prj/NXP/00_ftp",
    uploadType: "internal",
    comment: "",
    consents: { replace: false, warnings: false },
    items: new Map(Array.from({ length: items }, (_, at) => [String(at), item])),
  };
}

it("remembers the plans shown last, and forgets the oldest where there are too many items", () => {
  const memory = createPreviewMemory(10);
  memory.remember("first", plan(4));
  memory.remember("second", plan(4));
  memory.remember("first", plan(4));
  memory.remember("third", plan(4));
  expect(memory.recall("second")).toBeNull();
  expect(memory.recall("first")?.items.size).toBe(4);
  expect(memory.recall("third")?.items.size).toBe(4);
});

it("keeps the newest even where it alone is too large", () => {
  const memory = createPreviewMemory(10);
  memory.remember("small", plan(1));
  memory.remember("large", plan(50));
  expect(memory.recall("small")).toBeNull();
  expect(memory.recall("large")?.items.size).toBe(50);
});
