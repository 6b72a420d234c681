import type { Configuration } from "#lib/domain/configuration";
import { realOnPaper, type ViewFacts, viewsFor } from "#lib/domain/mount-view";
import type { PlanRequest } from "#lib/domain/plan-sketch";
import { folderOf, isWithin, joinPath } from "#lib/domain/posix-path";
import type { UploadType } from "#lib/domain/upload-type";
import type { FilesPort } from "#lib/services/ports/files";

/** What it takes to see a plan's links as others see them. Asks the disk only where views are configured. Throws AppError storage-failed. */
export async function viewFacts(
  { files, configuration }: { files: Pick<FilesPort, "linksOnWay">; configuration: Configuration },
  { projectName, uploadType }: { projectName: string; uploadType: UploadType },
  { destination, requests }: { destination: string; requests: readonly PlanRequest[] },
): Promise<ViewFacts> {
  const views = viewsFor(configuration, projectName, uploadType);
  if (views.length === 0) return { views, links: new Map() };
  const sources = requests.flatMap(({ source }) => (source?.state === "found" ? [source] : []));
  const involved = [destination, ...sources.map(({ path }) => path)];
  // A mount on a volume that this plan has nothing to do with may hang or be away: it is taken as it is written.
  const volumes = configuration.storage.roots.filter(({ path }) => involved.some((one) => isWithin(one, path)));
  const mounts = views.flatMap(({ mounts }) => mounts.map(({ ours }) => ours));
  const links = await files.linksOnWay([
    ...mounts.filter((ours) => volumes.some(({ path }) => isWithin(ours, path))),
    ...sources.flatMap(({ path, files }) => [
      folderOf(path),
      ...files.flatMap(({ name, realPath }) => (realPath === undefined ? [] : [joinPath(folderOf(path), name)])),
    ]),
  ]);
  return {
    views: views.map(({ name, mounts }) => ({
      name,
      mounts: mounts.map(({ ours, theirs }) => ({ ours: realOnPaper(ours, links), theirs })),
    })),
    links,
  };
}
