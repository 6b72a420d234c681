import { posix } from "node:path";
import { folderOf, nameOf } from "#lib/domain/posix-path";
import { counted, listedFew, quoted } from "#lib/domain/sentences";
import type { UploadLink } from "#lib/domain/upload";
import { type Look, lookAtAll } from "./bulk.ts";
import { FolderProblem, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";
import { isRegularFile } from "./file-mode.ts";
import { realPathOf } from "./real-paths.ts";

/**
 * Makes sure, right before links become visible, that each source is the very file of the plan, and that the link's text
 * will reach it from `realFolder`. Throws FolderProblem that names every link for which it is not so.
 */
export async function checkSources(links: readonly UploadLink[], realFolder: string): Promise<void> {
  const [changed, astray] = await Promise.all([changedSources(links), linksAstray(links, realFolder)]);
  const failures = links.flatMap((link) => {
    const reason = changed.get(link) ?? astray.get(link);
    return reason === undefined ? [] : [{ name: link.name, reason }];
  });
  if (failures.length === 0) return;
  const named = listedFew(failures.map(({ name }) => quoted(name)));
  throw new FolderProblem(
    `${counted(failures.length, "source")} changed since the preview: ${named}. ${failures[0]?.reason ?? ""} Preview again.`,
    failures,
  );
}

type Reasons = ReadonlyMap<UploadLink, string>;

async function changedSources(links: readonly UploadLink[]): Promise<Reasons> {
  const reasons = new Map<UploadLink, string>();
  const paths = links.map(({ source }) => source);
  const lookAt = await lookAtAll("stat", paths, async (at, error) => {
    const [link] = links.slice(at, at + 1);
    if (link !== undefined) reasons.set(link, unreachable(link.source, error));
  });
  links.forEach((link, at) => {
    const look = lookAt(at);
    const reason = look === null ? null : changeOf(link, look);
    if (reason !== null) reasons.set(link, reason);
  });
  return reasons;
}

function unreachable(source: string, error: unknown): string {
  if (isAbsence(error)) return `${quoted(source)} is gone.`;
  if (isRefusal(error)) return `${quoted(source)} can't be reached any more.`;
  throw storageFailure(error, source);
}

function changeOf({ source, size, mtimeNs }: UploadLink, now: Look): string | null {
  if (!isRegularFile(now.mode)) return `${quoted(source)} is no regular file any more.`;
  if (now.size !== BigInt(size)) return `${quoted(source)} has ${now.size} bytes now, not ${size}.`;
  return now.mtimeNs === BigInt(mtimeNs) ? null : `${quoted(source)} was written again.`;
}

/** Links whose text does not lead to their source. A sequence's links all go the same way, so each way is looked at once. */
async function linksAstray(links: readonly UploadLink[], realFolder: string): Promise<Reasons> {
  const ways = Map.groupBy(links, ({ text, source }) => `${folderOf(text)}\0${folderOf(source)}`);
  const reasons = new Map<UploadLink, string>();
  for (const alike of ways.values()) {
    const [first] = alike;
    if (first === undefined) continue;
    const same = await isSameFolder(folderOf(posix.resolve(realFolder, first.text)), folderOf(first.source));
    for (const link of alike) {
      if (same && nameOf(link.text) === nameOf(link.source)) continue;
      if (await leadsTo(posix.resolve(realFolder, link.text), link.source)) continue;
      const { text, source } = link;
      reasons.set(link, `From ${quoted(realFolder)}, ${quoted(text)} does not lead to ${quoted(source)} any more.`);
    }
  }
  return reasons;
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([realPathOf(one), realPathOf(other)]);
  return a !== null && a === b;
}

async function leadsTo(path: string, source: string): Promise<boolean> {
  const reached = await realPathOf(path);
  return reached !== null && reached === (await realPathOf(source));
}
