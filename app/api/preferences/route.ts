import { preferenceSchema } from "#lib/domain/preference-schemas";
import { takeIn } from "#lib/server/look-up";
import { savePreference } from "#lib/services/save-preference";

export const dynamic = "force-dynamic";

/** Keeps one preference: beside the actions, which would wait for one another, and also for a page that is just left. */
export async function PUT(request: Request): Promise<Response> {
  return takeIn(request, "save-preference", preferenceSchema, savePreference);
}
