import { folderOf, nameOf } from "#lib/domain/posix-path";
import { listedFew, quoted } from "#lib/domain/sentences";
import type { SourceFacts, SourceFile } from "#lib/domain/source";
import type { UploadItem, UploadLink } from "#lib/domain/upload";
import type { FilesPort } from "#lib/services/ports/files";

/** Items whose files are not the ones that were previewed, with the reason by position: size, time and readability count. */
export async function changedSources(
  files: Pick<FilesPort, "sources">,
  items: readonly UploadItem[],
  links: ReadonlyMap<number, readonly UploadLink[]>,
  roots: readonly string[],
): Promise<Map<number, string>> {
  const asked = items.flatMap((item) => (item.sourcePath === null ? [] : [{ item, path: item.sourcePath }]));
  const facts = await files.sources(asked.map(({ path }) => ({ path, roots })));
  const reasons = new Map<number, string>();
  asked.forEach(({ item, path }, at) => {
    const reason = changeOf(path, facts[at], links.get(item.position) ?? []);
    if (reason !== null) reasons.set(item.position, reason);
  });
  return reasons;
}

function changeOf(path: string, facts: SourceFacts | undefined, links: readonly UploadLink[]): string | null {
  if (facts?.state !== "found") return `${quoted(path)} can't be read any more. Preview it again.`;
  const now = new Map(facts.files.map((file) => [file.name, file]));
  const others = links.filter((link) => !isSame(now.get(nameOf(link.source)), link)).map(({ name }) => name);
  if (others.length === 0) return null;
  return `Files changed in ${quoted(folderOf(path))} since the preview: ${listedFew(others)}. Preview it again.`;
}

function isSame(file: SourceFile | undefined, { size, mtimeNs }: UploadLink): boolean {
  return file !== undefined && file.state === "ok" && file.size === size && file.mtimeNs === mtimeNs;
}
