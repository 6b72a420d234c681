import { container } from "#lib/server/container";
import { foldersAnswer } from "#lib/server/folders-answer";
import { currentActor } from "#lib/server/session";

export const dynamic = "force-dynamic";

/** What a half-typed destination means, what is wrong with it, and which folders may follow. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return new Response(null, { status: 401 });
  return foldersAnswer(await container(), actor, new URL(request.url).searchParams);
}
