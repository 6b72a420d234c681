import { componentIdSchema } from "#lib/domain/ids";
import { appErrorOf } from "#lib/services/app-error";
import type { FtrackPort } from "#lib/services/context";

/** Kinds of picture that can hold no script. */
const pictures: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** The picture of a component at most `size` pixels wide, from 32 to 640; 404 where ftrack has none, 502 where it is down. */
export async function thumbnailAnswer(
  ftrack: Pick<FtrackPort, "thumbnail">,
  id: string,
  size: string | null,
): Promise<Response> {
  const component = componentIdSchema.safeParse(id);
  if (!component.success) return nothing(404, "no-store");
  try {
    const found = await ftrack.thumbnail(component.data, widthOf(size));
    const type = found?.contentType.split(";")[0]?.trim().toLowerCase() ?? "";
    if (found === null || !pictures.has(type)) return nothing(404, "private, max-age=300");
    return new Response(Uint8Array.from(found.bytes), {
      headers: { "content-type": type, "cache-control": "private, max-age=86400, immutable" },
    });
  } catch (error) {
    if (appErrorOf(error) === null) throw error;
    return nothing(502, "no-store");
  }
}

function widthOf(size: string | null): number {
  const asked = Number(size ?? 200);
  return Number.isFinite(asked) ? Math.min(640, Math.max(32, Math.round(asked))) : 200;
}

function nothing(status: number, cacheControl: string): Response {
  return new Response(null, { status, headers: { "cache-control": cacheControl } });
}
