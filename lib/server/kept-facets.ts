import type { ProjectId } from "#lib/domain/ids";
import { type PackedFacets, packedFacets } from "#lib/domain/packed-answers";
import type { UploadType } from "#lib/domain/upload-type";
import { browseFacets } from "#lib/services/browse-facets";
import type { Context } from "#lib/services/context";
import { container } from "./container.ts";

/**
 * The facets of a project and upload type. The same for everybody, so those who ask within a few seconds share one answer;
 * Show asks afresh. Throws what browseFacets throws.
 */
export async function keptFacets(
  context: Context,
  asked: { project: ProjectId; uploadType: UploadType },
): Promise<PackedFacets> {
  const { facets } = await container();
  return facets.get(`${asked.project} ${asked.uploadType}`, async () =>
    packedFacets(await browseFacets(context, asked)),
  );
}
