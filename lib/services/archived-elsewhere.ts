import { sentenceOf } from "#lib/domain/errors";
import { componentIdSchema } from "#lib/domain/ids";
import type { PublishedComponent } from "#lib/domain/published";
import { sameName } from "#lib/domain/same-name";
import { quoted } from "#lib/domain/sentences";
import { sourcePathOf } from "#lib/domain/source-path";
import type { LinkFinding, Upload, UploadItem } from "#lib/domain/upload";
import type { SystemContext } from "./context.ts";

/**
 * Sources that are gone, but that ftrack knows at another place, count as archived. Where ftrack can't be asked they stay
 * gone: that is what the disk says.
 */
export async function archivedElsewhere(
  context: Pick<SystemContext, "ftrack" | "configuration" | "log">,
  upload: Upload,
  items: readonly UploadItem[],
  findings: readonly LinkFinding[],
): Promise<LinkFinding[]> {
  const gone = new Set(findings.filter(({ kind }) => kind === "source-gone").map(({ position }) => position));
  if (gone.size === 0) return [...findings];
  const places = await otherPlaces(
    context,
    upload,
    items.filter(({ position }) => gone.has(position)),
  );
  return findings.map((finding) => {
    const place = finding.kind === "source-gone" ? places.get(finding.position) : undefined;
    if (place === undefined) return finding;
    return { ...finding, kind: "source-archived", detail: `${finding.detail} ftrack knows it at ${place} now.` };
  });
}

/** Where ftrack knows the items' components beside where they were linked from, by position. */
async function otherPlaces(
  { ftrack, configuration, log }: Pick<SystemContext, "ftrack" | "configuration" | "log">,
  { id, project }: Upload,
  items: readonly UploadItem[],
): Promise<Map<number, string>> {
  try {
    const [projects, storagePrefix, published] = await Promise.all([
      ftrack.projects(),
      ftrack.storagePrefix(),
      ftrack.publishedById(
        project.id,
        items.map(({ componentId }) => componentIdSchema.parse(componentId)),
      ),
    ]);
    const known = projects.find((candidate) => candidate.id === project.id);
    const byId = new Map<string, PublishedComponent>(published.map((one) => [one.componentId, one]));
    return new Map(
      items.flatMap(({ position, componentId, sourcePath }) => {
        for (const place of byId.get(componentId)?.places ?? []) {
          // ftrack's own server holds what browsers play, whatever became of the file.
          const isServer = sameName(place.location, "ftrack.server") || sameName(place.location, "ftrack.review");
          if (isServer) continue;
          const path =
            known === undefined ? null : sourcePathOf([place], { project: known, configuration, storagePrefix });
          if (path === null) return [[position, `${quoted(place.resourceIdentifier)} in ${quoted(place.location)}`]];
          if (path !== sourcePath) return [[position, quoted(path)]];
        }
        return [];
      }),
    );
  } catch (error) {
    log.warn({ uploadId: id, error: sentenceOf(error) }, "ftrack could not be asked where sources went");
    return new Map();
  }
}
