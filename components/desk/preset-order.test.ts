import { describe, expect, it } from "vitest";
import { sampleId } from "#lib/domain/domain-samples";
import { presetIdSchema, projectIdSchema } from "#lib/domain/ids";
import type { PresetView } from "#lib/domain/preset";
import { inPresetOrder, namesake, withPreset } from "./preset-order.ts";

function preset(at: number, name: string, changes: Partial<PresetView> = {}): PresetView {
  return {
    id: presetIdSchema.parse(sampleId(at)),
    project: projectIdSchema.parse(sampleId(99)),
    owner: { username: "mira", name: "Mira" },
    name,
    shared: false,
    address: "",
    own: true,
    mayChange: true,
    ...changes,
  };
}
const evas = { own: false, shared: true, owner: { username: "eva", name: "Eva" } };
const names = (presets: readonly PresetView[]) => presets.map(({ name }) => name);

describe("presets", () => {
  it("stand with one's own first, each part by name", () => {
    const list = [preset(1, "day 10"), preset(2, "approved", evas), preset(3, "day 2")];
    expect(names(inPresetOrder(list))).toEqual(["day 2", "day 10", "approved"]);
  });

  it("take a changed one in its new place, and lose one of others that is shared no more", () => {
    const list = [preset(1, "a"), preset(2, "b"), preset(3, "c", evas)];
    expect(names(withPreset(list, preset(1, "z")))).toEqual(["b", "z", "c"]);
    expect(names(withPreset(list, preset(3, "c", { ...evas, shared: false })))).toEqual(["a", "b"]);
  });

  it("are namesakes only where they are one's own", () => {
    const list = [preset(1, "Dailies"), preset(2, "Approved", evas)];
    expect(namesake(list, " dailies ")?.id).toBe(sampleId(1));
    expect(namesake(list, "approved")).toBeNull();
  });
});
