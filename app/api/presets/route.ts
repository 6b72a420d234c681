import { presetListSchema } from "#lib/domain/preset";
import { runFor } from "#lib/server/answer-of";
import { container } from "#lib/server/container";
import { currentActor } from "#lib/server/session";
import { listPresets } from "#lib/services/list-presets";

export const dynamic = "force-dynamic";

/** The presets of a project that whoever asks may see. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return new Response(null, { status: 401 });
  const input = Object.fromEntries(new URL(request.url).searchParams);
  const wish = { name: "list-presets", schema: presetListSchema, input, service: listPresets };
  return Response.json(await runFor(await container(), actor, wish), { headers: { "cache-control": "no-store" } });
}
