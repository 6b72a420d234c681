import type { Preference } from "#lib/domain/preference-schemas";
import type { Context } from "./context.ts";

/** Keeps one preference of whoever asks, in the place of what it was. */
export async function savePreference(
  { store, actor }: Pick<Context, "store" | "actor">,
  { name, value }: Preference,
): Promise<void> {
  await store.preferences.set(actor.username, name, value);
}
