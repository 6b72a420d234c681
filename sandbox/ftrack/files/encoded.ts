import type { NamedFile } from "#sandbox/ftrack/component-files";
import { wholeOf } from "./kept-bytes.ts";
import { shrunk } from "./picture.ts";

/** What encoding gives: new bytes, those of the source unchanged, or why there are none. */
export type Encoded = { readonly bytes: Buffer | "unchanged"; readonly size: number } | { readonly reason: string };

const largestSide = 2048;

/** A file as browsers can show it. There is no encoder for films here: only what plays already is passed on. */
export async function encoded(source: NamedFile, format: string): Promise<Encoded> {
  if (format === "image/jpeg") {
    const picture = await shrunk(source.bytes, largestSide, "jpeg");
    if (picture === undefined) return { reason: `${source.name} is no picture that this server can read` };
    return { bytes: picture.bytes, size: picture.bytes.length };
  }
  if (await isMp4(source)) return { bytes: "unchanged", size: source.bytes.size };
  return { reason: `This server can't encode films: ${source.name} is not an MP4 that browsers play as it is` };
}

/** An MP4 names its brand in its first bytes; a QuickTime movie names another, or none. */
async function isMp4({ bytes }: NamedFile): Promise<boolean> {
  const start = (await wholeOf(bytes, { first: 0, last: 11 })).toString("latin1");
  return start.slice(4, 8) === "ftyp" && start.slice(8, 12) !== "qt  ";
}
