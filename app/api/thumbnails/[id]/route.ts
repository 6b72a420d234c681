import { container } from "#lib/server/container";
import { currentActor } from "#lib/server/session";
import { thumbnailAnswer } from "#lib/server/thumbnail-answer";

export const dynamic = "force-dynamic";

/** A version's picture, fetched from ftrack by the server, so that its key never reaches a browser. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return new Response(null, { status: 401 });
  const { pictures, contextFor } = await container();
  return thumbnailAnswer(pictures, contextFor(actor).ftrack, {
    id: (await params).id,
    size: new URL(request.url).searchParams.get("size"),
    known: request.headers.get("if-none-match"),
  });
}
