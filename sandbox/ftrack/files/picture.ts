import { type KeptBytes, wholeOf } from "./kept-bytes.ts";

export type Picture = { readonly contentType: "image/jpeg" | "image/png"; readonly bytes: Buffer };

const largestPicture = 256 * 1024 ** 2;
const mostPoints = 64_000_000;

/**
 * A picture of at most *size* points in width and height, with the aspect of the original and never larger than it.
 * A PNG stays one, since parts of it may be see-through, and becomes a JPEG only on request; all others become JPEGs.
 * Undefined for what is no picture that this server can read.
 */
export async function shrunk(kept: KeptBytes, size: number, as?: "jpeg"): Promise<Picture | undefined> {
  if (kept.size === 0 || kept.size > largestPicture) return undefined;
  // Loaded with the first picture: most servers of a test never show one.
  const { default: sharp } = await import("sharp");
  try {
    const original = await wholeOf(kept);
    const image = sharp(original, { limitInputPixels: mostPoints });
    const { format, width, height, orientation = 1 } = await image.metadata();
    const contentType = format === "png" && as === undefined ? "image/png" : "image/jpeg";
    const fits = Math.max(width, height) <= size && orientation === 1;
    if (fits && contentType === `image/${format}`) return { contentType, bytes: original };
    const small = image.autoOrient().resize({ width: size, height: size, fit: "inside", withoutEnlargement: true });
    const encoder = contentType === "image/png" ? small.png() : small.flatten({ background: "#000" }).jpeg();
    return { contentType, bytes: await encoder.toBuffer() };
  } catch {
    return undefined;
  }
}
