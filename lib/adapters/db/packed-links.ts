import type { UploadLink } from "#lib/domain/upload";

/** One link: name, rest of the source, rest of the text, verdict, what it replaces, bytes, mtime in nanoseconds. */
type PackedLink = [string, string, string, UploadLink["verdict"], string | null, number, string];

/** All links of an item, without the folders that they share: a third of the room for a sequence. */
export interface PackedLinks {
  source: string;
  text: string;
  links: PackedLink[];
}

/** Folds what all sources and all texts begin with into one place each. */
export function packLinks(links: readonly UploadLink[]): PackedLinks {
  const source = sharedStart(links.map((link) => link.source));
  const text = sharedStart(links.map((link) => link.text));
  return {
    source,
    text,
    links: links.map((link) => [
      link.name,
      link.source.slice(source.length),
      link.text.slice(text.length),
      link.verdict,
      link.replaces,
      link.size,
      link.mtimeNs,
    ]),
  };
}

export function unpackLinks(packed: PackedLinks): UploadLink[] {
  return packed.links.map(([name, source, text, verdict, replaces, size, mtimeNs]) => ({
    name,
    source: packed.source + source,
    text: packed.text + text,
    verdict,
    replaces,
    size,
    mtimeNs,
  }));
}

function sharedStart(paths: readonly string[]): string {
  let shared = paths[0]?.replace(/[^/]*$/, "") ?? "";
  for (const path of paths) {
    while (!path.startsWith(shared)) shared = shared.replace(/[^/]*\/$/, "");
  }
  return shared;
}
