import type { UploadLink } from "#lib/domain/upload";
import { separator } from "./bulk-task.ts";

/** Links in columns, for the same reason as files: see packed-sources.ts. */
export interface PackedLinks {
  /** Joined by NUL, as are the next two. */
  names: string;
  sources: string;
  texts: string;
  /** Bytes, by place. */
  sizes: Float64Array;
  /** Nanoseconds, by place. */
  mtimes: BigInt64Array;
  /** Those whose verdict is not "new", by place. */
  others: readonly (readonly [at: number, link: UploadLink])[];
}

export function packLinks(links: readonly UploadLink[]): PackedLinks {
  const joined = (of: "name" | "source" | "text") => links.map((link) => link[of]).join(separator);
  return {
    names: joined("name"),
    sources: joined("source"),
    texts: joined("text"),
    sizes: Float64Array.from(links, ({ size }) => size),
    mtimes: BigInt64Array.from(links, ({ mtimeNs }) => BigInt(mtimeNs)),
    others: [...links.entries()].filter(([, { verdict, replaces }]) => verdict !== "new" || replaces !== null),
  };
}

export function unpackLinks({ names, sources, texts, sizes, mtimes, others }: PackedLinks): UploadLink[] {
  if (sizes.length === 0) return [];
  const [sourceOf, textOf] = [sources.split(separator), texts.split(separator)];
  const links = names.split(separator).map((name, at): UploadLink => {
    const [source = "", text = ""] = [sourceOf[at], textOf[at]];
    return { name, source, text, verdict: "new", replaces: null, size: sizes[at] ?? 0, mtimeNs: `${mtimes[at] ?? 0n}` };
  });
  for (const [at, link] of others) links[at] = link;
  return links;
}
