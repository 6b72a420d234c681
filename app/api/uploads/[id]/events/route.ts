import { uploadIdSchema } from "#lib/domain/ids";
import { container } from "#lib/server/container";
import { currentSession } from "#lib/server/session";
import { uploadStream } from "#lib/server/upload-stream";

export const dynamic = "force-dynamic";

/** Follows one upload: an event at once, and one for each change, until the session ends. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const session = await currentSession();
  if (session === null) return new Response(null, { status: 401 });
  const id = uploadIdSchema.safeParse((await params).id);
  const { live, metrics } = await container();
  const body = id.success
    ? await uploadStream(live, id.data, { until: session.expiresAt, streams: metrics.streams })
    : null;
  if (body === null) return new Response(null, { status: 404 });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Neither our own compression nor a proxy may hold events back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
