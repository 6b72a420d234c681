import { preferencesFrom } from "#lib/domain/preference-schemas";
import type { Preferences } from "#lib/domain/preferences";
import type { Context } from "./context.ts";

/** What whoever asks keeps of the desk. */
export async function readPreferences({ store, actor }: Pick<Context, "store" | "actor">): Promise<Preferences> {
  return preferencesFrom(await store.preferences.of(actor.username));
}
