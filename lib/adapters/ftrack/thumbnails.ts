import { failureOfStatus, failureOfText } from "./failure.ts";
import { createLimit } from "./limit.ts";
import { withPatience } from "./patience.ts";
import { fetched } from "./post.ts";
import type { FtrackSettings } from "./session.ts";
import { patienceOf, type Wire } from "./wire.ts";

const mostBytes = 5 * 1024 * 1024;
const largestSize = 2048;
// No SVG: it may carry scripts.
const imageTypes = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"]);

/** Nobody looks for longer at a place where a picture is to come. */
const longestMs = 10_000;

/** Apart from calls of the API, so that a page full of pictures holds up nothing else. */
const imagesAtOnce = 6;

interface Image {
  contentType: string;
  bytes: Uint8Array;
}

/**
 * Fetches images with the API key, which never leaves the server. Null for what is absent, no image, or above 5 MB.
 * Throws FtrackFailure where the server can't answer or refuses the key.
 */
export function createThumbnails(wire: Wire, given: FtrackSettings) {
  const settings = { ...given, timeoutMs: Math.min(given.timeoutMs, longestMs) };
  const inTurn = createLimit(imagesAtOnce);
  return (componentId: string, size: number): Promise<Image | null> => {
    const url = wire.thumbnailUrl(componentId, Math.min(largestSize, Math.max(16, Math.round(size) || 300)));
    return withPatience(patienceOf(settings), (signal) =>
      fetched(settings, { signal, timeoutMs: settings.timeoutMs }, () =>
        inTurn(signal, () => imageAt(url, signal, settings)),
      ),
    );
  };
}

async function imageAt(url: string, signal: AbortSignal, settings: FtrackSettings): Promise<Image | null> {
  const response = await fetch(url, { signal, cache: "no-store" });
  const failed = failureOfStatus(response, settings);
  if (failed ?? response.status >= 500) {
    await response.body?.cancel();
    throw failed ?? failureOfText(response, "", settings);
  }
  const contentType = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!response.ok || !imageTypes.has(contentType)) {
    await response.body?.cancel();
    return null;
  }
  const bytes = await bytesOf(response);
  return bytes && { contentType, bytes };
}

async function bytesOf(response: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
