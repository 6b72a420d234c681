import { detailAnswer } from "#lib/server/detail-answer";
import { currentActor } from "#lib/server/session";

export const dynamic = "force-dynamic";

/** All about one deliverable, by its component's id; `?project=` is the project that it is looked for in. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) return new Response(null, { status: 401 });
  const project = new URL(request.url).searchParams.get("project");
  return detailAnswer(actor, { component: (await params).id, project });
}
