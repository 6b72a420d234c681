import { componentIdSchema } from "#lib/domain/ids";
import { appErrorOf } from "#lib/services/app-error";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { type Pictures, TooManyPictures } from "./pictures.ts";

export interface ThumbnailQuestion {
  id: string;
  /** Pixels of width that are wanted. */
  size: string | null;
  /** The browser's `if-none-match`. */
  known: string | null;
}

/** Few sizes, so that everybody's pictures are the same ones. */
const widths = [100, 200, 400, 640] as const;

/** Another picture of a version is another component, so a browser need not ask again for a day. */
const keptByBrowser = "private, max-age=86400, immutable";

/**
 * The picture of a component, as wide as asked or the next larger size, at most 640 pixels; 304 where the browser has it, 404
 * where ftrack has none, 502 where it is down, 503 where too many are asked for at once.
 */
export async function thumbnailAnswer(
  pictures: Pictures,
  ftrack: Pick<FtrackPort, "thumbnail">,
  { id, size, known }: ThumbnailQuestion,
): Promise<Response> {
  const component = componentIdSchema.safeParse(id);
  if (!component.success) return nothing(404, "no-store");
  try {
    const picture = await pictures.get(ftrack, component.data, widthOf(size));
    if (picture === null) return nothing(404, "private, max-age=300");
    const headers = { "cache-control": keptByBrowser, etag: picture.etag };
    if (matches(known, picture.etag)) return new Response(null, { status: 304, headers });
    return new Response(picture.bytes, { headers: { ...headers, "content-type": picture.contentType } });
  } catch (error) {
    if (error instanceof TooManyPictures) return nothing(503, "no-store", { "retry-after": "5" });
    if (appErrorOf(error) === null) throw error;
    return nothing(502, "no-store");
  }
}

function widthOf(size: string | null): number {
  const asked = Number(size ?? Number.NaN);
  return Number.isNaN(asked) ? 200 : (widths.find((width) => width >= asked) ?? 640);
}

function matches(known: string | null, etag: string): boolean {
  const tags = known?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags !== undefined && (tags.includes(etag) || tags.includes("*"));
}

function nothing(status: number, cacheControl: string, more: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { "cache-control": cacheControl, ...more } });
}
