import type { SourceFacts, SourceFile } from "#lib/domain/source";
import { separator } from "./bulk-task.ts";

type Found = Extract<SourceFacts, { state: "found" }>;

/** Files in columns: a hundred thousand objects on their way between two processes cost more than reading the folders does. */
interface PackedFiles {
  /** Joined by NUL. */
  names: string;
  /** Bytes, by place. */
  sizes: Float64Array;
  /** Nanoseconds, by place. */
  mtimes: BigInt64Array;
  /** Those of which there is more to say than that they are all right, by place. */
  others: readonly (readonly [at: number, file: SourceFile])[];
}

export type PackedSource = Exclude<SourceFacts, Found> | (Omit<Found, "files"> & { files: PackedFiles });

export function packSource(facts: SourceFacts): PackedSource {
  return facts.state === "found" ? { ...facts, files: packFiles(facts.files) } : facts;
}

export function unpackSource(packed: PackedSource): SourceFacts {
  return packed.state === "found" ? { ...packed, files: unpackFiles(packed.files) } : packed;
}

function packFiles(files: readonly SourceFile[]): PackedFiles {
  return {
    names: files.map(({ name }) => name).join(separator),
    sizes: Float64Array.from(files, ({ size }) => size),
    mtimes: BigInt64Array.from(files, ({ mtimeNs }) => BigInt(mtimeNs)),
    others: [...files.entries()].filter(([, file]) => !isPlain(file)),
  };
}

function unpackFiles({ names, sizes, mtimes, others }: PackedFiles): SourceFile[] {
  if (sizes.length === 0) return [];
  const files = names.split(separator).map((name, at): SourceFile => {
    return { name, size: sizes[at] ?? 0, mtimeNs: `${mtimes[at] ?? 0n}`, state: "ok" };
  });
  for (const [at, file] of others) files[at] = file;
  return files;
}

function isPlain({ state, realPath, head }: SourceFile): boolean {
  return state === "ok" && realPath === undefined && head === undefined;
}
