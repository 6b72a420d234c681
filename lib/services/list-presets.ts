import type { ProjectId } from "#lib/domain/ids";
import { type PresetView, presetFor } from "#lib/domain/preset";
import type { Context } from "./context.ts";

/** The presets of a project that whoever asks may see, by name: their own, and those shared with the studio. */
export async function listPresets(
  { store, actor }: Pick<Context, "store" | "actor">,
  { project }: { project: ProjectId },
): Promise<PresetView[]> {
  return (await store.presets.visible(project, actor.username)).map((preset) => presetFor(actor, preset));
}
