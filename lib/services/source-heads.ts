import type { Configuration } from "#lib/domain/configuration";
import type { PlanRequest } from "#lib/domain/plan-sketch";
import { folderOf, joinPath } from "#lib/domain/posix-path";
import { headsToRead } from "#lib/domain/preflight-heads";
import type { SourceFacts, SourceFile } from "#lib/domain/source";
import type { FilesPort } from "#lib/services/ports/files";

type Found = Extract<SourceFacts, { state: "found" }>;

/**
 * The same requests with what the files themselves say, of as many as the configuration asks for: first a sample, then all
 * of those sequences in which one was broken. Throws AppError storage-failed.
 */
export async function withHeads(
  { files, configuration }: { files: Pick<FilesPort, "heads">; configuration: Pick<Configuration, "frames"> },
  requests: readonly PlanRequest[],
): Promise<PlanRequest[]> {
  const known = [...requests];
  let asking = [...known.keys()];
  for (;;) {
    const wanted = asking.flatMap((at) => {
      const { deliverable, source = null } = known[at] ?? {};
      if (deliverable === undefined || source?.state !== "found") return [];
      const toRead = headsToRead(deliverable.kind, source, configuration.frames);
      return toRead.length > 0 ? [{ at, source, toRead }] : [];
    });
    if (wanted.length === 0) return known;
    asking = wanted.map(({ at }) => at);
    const heads = await files.heads(
      wanted.map(({ source, toRead }) => ({
        folder: folderOf(source.path),
        paths: toRead.map(({ name, realPath }) => realPath ?? joinPath(source.realFolder, name)),
      })),
    );
    wanted.forEach(({ at, source, toRead }, turn) => {
      const request = known[at];
      if (request !== undefined) known[at] = { ...request, source: withRead(source, toRead, heads[turn] ?? []) };
    });
  }
}

/** A file that is gone since its folder was read counts as one that is no file: the next look will not find it either. */
function withRead(
  source: Found,
  toRead: readonly SourceFile[],
  heads: readonly (NonNullable<SourceFile["head"]> | null)[],
): Found {
  const read = new Map(toRead.map(({ name }, at) => [name, heads[at] ?? null]));
  return {
    ...source,
    files: source.files.map((file) => {
      const head = read.get(file.name);
      if (head === undefined) return file;
      return head === null ? { ...file, state: "not-a-file" } : { ...file, head };
    }),
  };
}
