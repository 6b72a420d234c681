import { isWithin, segmentsOf } from "#lib/domain/posix-path";
import type { FilesPort } from "#lib/services/ports/files";
import { eachBounded } from "./each-bounded.ts";
import { packLinks } from "./packed-links.ts";
import { unpackSource } from "./packed-sources.ts";
import { type LaneSettings, StorageLane } from "./storage-lane.ts";

export interface StorageFilesSettings extends LaneSettings {
  /** Mount points of the volumes: what hangs in one stops nobody in another. */
  volumes(): readonly string[];
}

const requestsPerCall = 50;
/** Enough to keep a volume busy; more would only wait there, with their answers in memory. */
const portionsAtOnce = 4;

/** The studio's storage, touched by processes of its own, one for each volume, so that the program goes on when one hangs. */
export function createStorageFiles(settings: StorageFilesSettings): FilesPort {
  const lanes = new Map<string, StorageLane>();

  function laneOf(path: string): StorageLane {
    const volume = volumeOf(path, settings.volumes());
    const lane = lanes.get(volume) ?? new StorageLane(volume, settings);
    lanes.set(volume, lane);
    return lane;
  }

  /** Asks each lane for its share, in portions that leave room for others, and puts the answers in the order of the requests. */
  async function shared<Request, Answer>(
    requests: readonly Request[],
    pathOf: (request: Request) => string,
    ask: (lane: StorageLane, share: readonly Request[]) => Promise<readonly Answer[]>,
  ): Promise<Answer[]> {
    const answers = new Map<Request, Answer>();
    const shares = Map.groupBy(requests, (request) => laneOf(pathOf(request)));
    await eachBounded(shares, shares.size, ([lane, share]) =>
      eachBounded(chunksOf(share, requestsPerCall), portionsAtOnce, async (portion) => {
        const told = await ask(lane, portion);
        portion.forEach((request, at) => {
          const answer = told[at];
          if (answer !== undefined) answers.set(request, answer);
        });
      }),
    );
    return requests.flatMap((request) => {
      const answer = answers.get(request);
      return answer === undefined ? [] : [answer];
    });
  }

  return {
    sources(requests, { onProgress, signal } = {}) {
      let files = 0;
      return shared(
        requests,
        ({ path }) => path,
        async (lane, share) => {
          let told = 0;
          const packed = await lane.call("sources", share, {
            ...(signal && { signal }),
            onProgress(done) {
              files += done - told;
              told = done;
              onProgress?.(files);
            },
          });
          return packed.map(unpackSource);
        },
      );
    },
    destination: (path, roots) => laneOf(path).call("destination", { path, roots }),
    targets: (requests) =>
      shared(
        requests,
        ({ folder }) => folder,
        (lane, share) => lane.call("targets", share),
      ),
    folderNames: (request) => laneOf(request.folder).call("folderNames", request),
    holdings: (folders) =>
      shared(
        folders,
        (folder) => folder,
        (lane, share) => lane.call("holdings", share),
      ),
    heads: (requests) =>
      shared(
        requests,
        ({ folder }) => folder,
        (lane, share) => lane.call("heads", share),
      ),
    async linksOnWay(paths) {
      const found = await shared(
        [...new Set(paths)],
        (path) => path,
        (lane, share) => lane.call("ways", share),
      );
      return new Map(found.flat());
    },
    async realRoots(roots) {
      const paths = roots.map(({ path }) => path);
      const found = await shared(
        paths,
        (path) => path,
        async (lane, share) => [...(await lane.call("realPaths", share))],
      );
      return new Map(found);
    },
    linkFolder: (job, watch) => laneOf(job.folder).call("linkFolder", { ...job, links: packLinks(job.links) }, watch),
    removeLinks: (job, watch) => laneOf(job.folder).call("removeLinks", job, watch),
    removeFolders: (job) => laneOf(job.ftpFolder).call("removeFolders", job),
    async stagingLeftovers(places) {
      const byLane = Map.groupBy(places, ({ folder }) => laneOf(folder));
      const found = [...byLane].map(([lane, share]) => lane.call("stagingLeftovers", share));
      return (await Promise.all(found)).flat();
    },
    clearLeftover: (place, jobId) => laneOf(place.folder).call("clearLeftover", { place, jobId }),
  };
}

/** The innermost volume that a path lies on; else its first folder, as mounts go. */
function volumeOf(path: string, volumes: readonly string[]): string {
  const own = volumes.filter((volume) => isWithin(path, volume)).sort((a, b) => b.length - a.length);
  return own[0] ?? `/${segmentsOf(path)[0] ?? ""}`;
}

function chunksOf<T>(values: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < values.length; from += size) chunks.push(values.slice(from, from + size));
  return chunks;
}
