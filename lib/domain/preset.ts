import { z } from "zod";
import type { Role } from "./actor.ts";
import { type PresetId, type ProjectId, presetIdSchema, projectIdSchema } from "./ids.ts";

/** A selection inside a project that got a name. */
export interface Preset {
  id: PresetId;
  project: ProjectId;
  owner: { username: string; name: string };
  name: string;
  /** Everybody in the studio sees it; else its owner alone. */
  shared: boolean;
  /** Upload type and facets, as the query of an address, with whole ids. */
  address: string;
}

/** A preset as one person gets it. */
export interface PresetView extends Preset {
  own: boolean;
  mayChange: boolean;
}

const name = z
  .string()
  .trim()
  .min(1, "Give the preset a name.")
  .max(80, "The name is longer than 80 characters. Make it shorter.");
/** Five thousand whole ids fit. */
const address = z.string().max(250_000, "So many values do not fit into a preset. Choose fewer.");

export const presetListSchema = z.object({ project: projectIdSchema });
export const newPresetSchema = z.object({ project: projectIdSchema, name, shared: z.boolean(), address });
export type NewPreset = z.infer<typeof newPresetSchema>;

/** What is not named stays as it is. */
export const presetChangeSchema = z.object({
  id: presetIdSchema,
  name: name.optional(),
  shared: z.boolean().optional(),
  address: address.optional(),
});
export type PresetChange = z.infer<typeof presetChangeSchema>;
export const presetRequestSchema = z.object({ id: presetIdSchema });

type Who = { username: string; roles: readonly Role[] };

/** Whether a person sees a preset: one's own, and what is shared with the studio. */
export function maySeePreset({ username }: Pick<Who, "username">, preset: Pick<Preset, "owner" | "shared">): boolean {
  return preset.shared || isOwn(username, preset);
}

/** Whether a person may change or delete it: its owner; a shared one supervisors and admins too. */
export function mayChangePreset({ username, roles }: Who, preset: Pick<Preset, "owner" | "shared">): boolean {
  if (isOwn(username, preset)) return true;
  return preset.shared && (roles.includes("supervisor") || roles.includes("admin"));
}

/** A preset as this person gets it. */
export function presetFor(who: Who, preset: Preset): PresetView {
  return { ...preset, own: isOwn(who.username, preset), mayChange: mayChangePreset(who, preset) };
}

function isOwn(username: string, { owner }: Pick<Preset, "owner">): boolean {
  return owner.username.toLowerCase() === username.toLowerCase();
}
