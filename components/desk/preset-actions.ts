import type { Answer } from "#lib/domain/answer";
import type { PresetView } from "#lib/domain/preset";

/** What the menu of presets asks of the server. */
export interface PresetActions {
  savePreset(input: unknown): Promise<Answer<PresetView>>;
  changePreset(input: unknown): Promise<Answer<PresetView>>;
  deletePreset(input: unknown): Promise<Answer<void>>;
}
