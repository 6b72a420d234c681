import { presetListSchema } from "#lib/domain/preset";
import { lookUp } from "#lib/server/look-up";
import { listPresets } from "#lib/services/list-presets";

export const dynamic = "force-dynamic";

/** The presets of a project that whoever asks may see. */
export async function GET(request: Request): Promise<Response> {
  return lookUp(request, "list-presets", presetListSchema, listPresets);
}
