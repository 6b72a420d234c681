import { createHash } from "node:crypto";
import type { ComponentId } from "#lib/domain/ids";
import { pictureSize } from "#lib/domain/picture-size";
import type { FtrackPort } from "#lib/services/ports/ftrack";

/** A picture that may go to a browser. */
interface Picture {
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Changes with the bytes; in quotes. */
  etag: string;
}

/** Pictures of components, asked of ftrack once for all who want them at the same time, and kept for a while. */
export interface Pictures {
  /**
   * Null where ftrack has none that a browser should get. Throws AppError ftrack-unavailable or ftrack-refused, and
   * TooManyPictures where too many others are being fetched.
   */
  get(ftrack: Pick<FtrackPort, "thumbnail">, component: ComponentId, width: number): Promise<Picture | null>;
}

export class TooManyPictures extends Error {
  override readonly name = "TooManyPictures";
}

export interface PictureLimits {
  /** Bytes of pictures that are kept. */
  keptBytes: number;
  /** Milliseconds for which a picture, or that there is none, is kept. */
  keptMs: number;
  /** Pictures that may be on their way from ftrack, or wait for their turn. */
  mostAsked: number;
  /** Pixels of either side, at most. */
  mostPixels: number;
}

export const usualPictureLimits: PictureLimits = {
  keptBytes: 32 * 1024 * 1024,
  keptMs: 10 * 60_000,
  mostAsked: 300,
  mostPixels: 4096,
};

/** Kinds of picture that can hold no script. */
const kinds: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);
/** What an entry takes beside its bytes. */
const entryBytes = 300;

interface Kept {
  picture: Picture | null;
  until: number;
}

/** `now` gives milliseconds. */
export function createPictures(limits: PictureLimits, now: () => number): Pictures {
  const asked = new Map<string, Promise<Picture | null>>();
  /** The one that was wanted longest ago comes first. */
  const kept = new Map<string, Kept>();
  let bytes = 0;

  const weight = ({ picture }: Kept) => entryBytes + (picture?.bytes.byteLength ?? 0);

  function drop(key: string): void {
    const found = kept.get(key);
    if (found === undefined) return;
    kept.delete(key);
    bytes -= weight(found);
  }

  function keep(key: string, picture: Picture | null): void {
    drop(key);
    const entry = { picture, until: now() + limits.keptMs };
    kept.set(key, entry);
    bytes += weight(entry);
    for (const oldest of kept.keys()) {
      if (bytes <= limits.keptBytes) return;
      drop(oldest);
    }
  }

  return {
    async get(ftrack, component, width) {
      const key = `${component} ${width}`;
      const known = kept.get(key);
      if (known !== undefined && now() < known.until) {
        kept.delete(key);
        kept.set(key, known);
        return known.picture;
      }
      const same = asked.get(key);
      if (same !== undefined) return same;
      if (asked.size >= limits.mostAsked) throw new TooManyPictures();
      const answer = ftrack.thumbnail(component, width).then((found) => {
        const picture = found && pictureOf(found, limits.mostPixels);
        keep(key, picture);
        return picture;
      });
      asked.set(key, answer);
      try {
        return await answer;
      } finally {
        asked.delete(key);
      }
    },
  };
}

function pictureOf(found: { contentType: string; bytes: Uint8Array }, mostPixels: number): Picture | null {
  const contentType = found.contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const size = kinds.has(contentType) ? pictureSize(found.bytes) : null;
  if (size === null || size.width > mostPixels || size.height > mostPixels) return null;
  const etag = `"${createHash("sha256").update(found.bytes).digest("base64url").slice(0, 22)}"`;
  return { contentType, bytes: Uint8Array.from(found.bytes), etag };
}
