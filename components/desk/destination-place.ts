import type { FacetOption } from "#lib/domain/facets";
import type { UploadType } from "#lib/domain/upload-type";

/** What decides which folders may be offered. */
export interface DestinationPlace {
  project: string;
  type: UploadType;
  /** Null where there is more than one. */
  department: string | null;
}

/** The one department that is chosen, or that there is; null where there are several. */
export function oneDepartment(options: readonly FacetOption[]): string | null {
  const chosen = options.filter((option) => option.chosen);
  const meant = chosen.length > 0 ? chosen : options.filter(({ count }) => count > 0);
  return meant.length === 1 ? (meant[0]?.label ?? null) : null;
}
