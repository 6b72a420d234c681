import { AppError } from "#lib/domain/errors";
import { appErrorOf } from "./failure.ts";
import type { FtrackSettings } from "./session.ts";
import type { Wire } from "./wire.ts";

const mostBytes = 5 * 1024 * 1024;
const largestSize = 2048;
// No SVG: it may carry scripts.
const imageTypes = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"]);

/** Fetches an image with the API key, which never leaves the server. Null for what is absent, no image, or above 5 MB. */
export async function thumbnail(
  wire: Wire,
  settings: FtrackSettings,
  componentId: string,
  size: number,
): Promise<{ contentType: string; bytes: Uint8Array } | null> {
  const { server, apiUser, timeoutMs } = settings;
  const signal = AbortSignal.timeout(timeoutMs);
  const pixels = Math.min(largestSize, Math.max(16, Math.round(size) || 300));
  try {
    const response = await fetch(wire.thumbnailUrl(componentId, pixels), { signal, cache: "no-store" });
    if (response.status >= 500) throw new Error(`HTTP status ${response.status}`);
    const contentType = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
    if (!response.ok || !imageTypes.has(contentType)) {
      await response.body?.cancel();
      return null;
    }
    const bytes = await bytesOf(response);
    return bytes && { contentType, bytes };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { message } = appErrorOf(error, { server, apiUser, timeoutMs, timedOut: signal.aborted });
    throw new AppError("ftrack-unavailable", message, { cause: error });
  }
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
