import { facetsRequestSchema } from "#lib/domain/requests";
import { keptFacets } from "#lib/server/kept-facets";
import { lookUp } from "#lib/server/look-up";

export const dynamic = "force-dynamic";

/** `?project&type`: the facets of another project or upload type than the page came with. */
export function GET(request: Request): Promise<Response> {
  return lookUp(request, "browse-facets", facetsRequestSchema, keptFacets);
}
