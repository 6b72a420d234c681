import type { PresetId } from "#lib/domain/ids";
import { presetToChange } from "./change-preset.ts";
import type { Context } from "./context.ts";
import { presetEvent } from "./preset-event.ts";

/** Deletes a preset; that of a shared one is an audit event. Throws AppError not-found or not-allowed. */
export async function deletePreset(
  { store, actor }: Pick<Context, "store" | "actor">,
  { id }: { id: PresetId },
): Promise<void> {
  await store.transaction(async (records) => {
    const preset = await presetToChange(records, actor, id);
    await records.presets.remove(id);
    if (preset.shared) await records.audit.append(presetEvent(actor, "preset-deleted", preset, {}));
  });
}
