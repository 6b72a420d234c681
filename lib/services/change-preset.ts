import { AppError } from "#lib/domain/errors";
import type { PresetId } from "#lib/domain/ids";
import {
  mayChangePreset,
  maySeePreset,
  type Preset,
  type PresetChange,
  type PresetView,
  presetFor,
} from "#lib/domain/preset";
import { quoted } from "#lib/domain/sentences";
import type { Records } from "#lib/services/ports/store";
import type { Context } from "./context.ts";
import { presetEvent } from "./preset-event.ts";

/**
 * Renames a preset, shares it or takes it back, or puts another selection into it. What the studio notices is an audit event.
 * Throws AppError not-found, not-allowed, and conflict where its owner has one of that name already.
 */
export async function changePreset(
  { store, actor }: Pick<Context, "store" | "actor">,
  { id, name, shared, address }: PresetChange,
): Promise<PresetView> {
  return store.transaction(async (records) => {
    const before = await presetToChange(records, actor, id);
    const after: Preset = {
      ...before,
      name: name ?? before.name,
      shared: shared ?? before.shared,
      address: address ?? before.address,
    };
    await records.presets.put(after);
    if (before.shared || after.shared) {
      const kind = before.shared ? "preset-changed" : "preset-shared";
      const was = {
        ...(after.name === before.name ? {} : { nameBefore: before.name }),
        ...(after.shared === before.shared || after.shared ? {} : { shared: false }),
        ...(after.address === before.address ? {} : { selectionBefore: before.address }),
      };
      await records.audit.append(presetEvent(actor, kind, after, was));
    }
    return presetFor(actor, after);
  });
}

/** The preset, kept from others until the transaction ends. What one may not see is as if it were not there. */
export async function presetToChange(
  records: Pick<Records, "presets">,
  actor: Context["actor"],
  id: PresetId,
): Promise<Preset> {
  const preset = await records.presets.lock(id);
  if (preset === null || !maySeePreset(actor, preset)) {
    throw new AppError("not-found", "This preset is not there any more. Open the list again to see those that are.");
  }
  if (mayChangePreset(actor, preset)) return preset;
  throw new AppError(
    "not-allowed",
    `${quoted(preset.name)} is ${preset.owner.name}'s preset: only ${preset.owner.name}, supervisors and admins may change or delete it. Save the selection under a name of your own.`,
  );
}
