import { workIdSchema } from "#lib/domain/ids";
import { container } from "#lib/server/container";
import { currentActor } from "#lib/server/session";
import { cancelWork, workAnswer } from "#lib/server/work-answer";

export const dynamic = "force-dynamic";

interface PreviewContext {
  params: Promise<{ id: string }>;
}

/** How far a long preview or submission of one's own is, or what came of it. Waits a while where the asker knows that already. */
export async function GET(request: Request, { params }: PreviewContext): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return new Response(null, { status: 401 });
  const id = workIdSchema.safeParse((await params).id);
  if (!id.success) return new Response(null, { status: 404 });
  const known = request.headers.get("if-none-match");
  return workAnswer(await container(), { id: id.data, username: actor.username, known, signal: request.signal });
}

/** Stops it, if it is not over yet. */
export async function DELETE(_request: Request, { params }: PreviewContext): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return new Response(null, { status: 401 });
  const id = workIdSchema.safeParse((await params).id);
  if (!id.success) return new Response(null, { status: 404 });
  return cancelWork(await container(), { id: id.data, username: actor.username });
}
