import { stat } from "node:fs/promises";
import { posix } from "node:path";
import { folderOf, nameOf } from "#lib/domain/posix-path";
import { counted, listedFew, quoted } from "#lib/domain/sentences";
import type { UploadLink } from "#lib/domain/upload";
import { eachBounded } from "./each-bounded.ts";
import { FolderProblem, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";
import { realPathOf } from "./real-paths.ts";

const filesAtOnce = 8;

/**
 * Makes sure, right before links are made, that each source is the very file of the plan, and that the link's text will
 * reach it from `realFolder`. Throws FolderProblem that names every link for which it is not so.
 */
export async function checkSources(links: readonly UploadLink[], realFolder: string): Promise<void> {
  const sameFolder = folderComparer(realFolder);
  const reasons = new Map<string, string>();
  await eachBounded(links, filesAtOnce, async (link) => {
    const reason = (await sourceProblem(link)) ?? (await wayProblem(link, realFolder, sameFolder));
    if (reason !== null) reasons.set(link.name, reason);
  });
  if (reasons.size === 0) return;
  const failures = links.flatMap(({ name }) => {
    const reason = reasons.get(name);
    return reason === undefined ? [] : [{ name, reason }];
  });
  const named = listedFew(failures.map(({ name }) => quoted(name)));
  throw new FolderProblem(
    `${counted(failures.length, "source")} changed since the preview: ${named}. ${failures[0]?.reason ?? ""} Preview again.`,
    failures,
  );
}

async function sourceProblem({ source, size, mtimeNs }: UploadLink): Promise<string | null> {
  try {
    const now = await stat(source, { bigint: true });
    if (!now.isFile()) return `${quoted(source)} is no regular file any more.`;
    if (now.size !== BigInt(size)) return `${quoted(source)} has ${now.size} bytes now, not ${size}.`;
    return `${now.mtimeNs}` === mtimeNs ? null : `${quoted(source)} was written again.`;
  } catch (error) {
    if (isAbsence(error)) return `${quoted(source)} is gone.`;
    if (isRefusal(error)) return `${quoted(source)} can't be reached any more.`;
    throw storageFailure(error, source);
  }
}

type SameFolder = (text: string, source: string) => Promise<boolean>;

/** A sequence's links all go the same way, so each pair of folders is looked at once. */
function folderComparer(realFolder: string): SameFolder {
  const answers = new Map<string, Promise<boolean>>();
  return (text, source) => {
    const [towards, from] = [folderOf(posix.resolve(realFolder, text)), folderOf(source)];
    const key = `${towards}\0${from}`;
    const answer =
      answers.get(key) ?? Promise.all([realPathOf(towards), realPathOf(from)]).then(([a, b]) => a !== null && a === b);
    answers.set(key, answer);
    return answer;
  };
}

async function wayProblem(link: UploadLink, realFolder: string, sameFolder: SameFolder): Promise<string | null> {
  const { text, source } = link;
  if (nameOf(text) === nameOf(source) && (await sameFolder(text, source))) return null;
  const reached = await realPathOf(posix.resolve(realFolder, text));
  if (reached !== null && reached === (await realPathOf(source))) return null;
  return `From ${quoted(realFolder)}, ${quoted(text)} does not lead to ${quoted(source)} any more.`;
}
