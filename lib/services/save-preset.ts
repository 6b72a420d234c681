import { presetIdSchema } from "#lib/domain/ids";
import { type NewPreset, type Preset, type PresetView, presetFor } from "#lib/domain/preset";
import type { Context } from "./context.ts";
import { presetEvent } from "./preset-event.ts";

/**
 * Keeps a selection of whoever asks under a name. One that is shared at once is an audit event.
 * Throws AppError conflict where they have one of that name in the project already.
 */
export async function savePreset(
  { store, actor, newId }: Pick<Context, "store" | "actor" | "newId">,
  wish: NewPreset,
): Promise<PresetView> {
  const owner = { username: actor.username, name: actor.name };
  const preset: Preset = { id: presetIdSchema.parse(newId()), owner, ...wish };
  await store.transaction(async (records) => {
    await records.presets.put(preset);
    if (preset.shared) await records.audit.append(presetEvent(actor, "preset-shared", preset, {}));
  });
  return presetFor(actor, preset);
}
