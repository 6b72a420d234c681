import { deskMessages as words } from "#components/messages/desk-messages";
import { destinationMessages } from "#components/messages/destination-messages";
import { Skeleton } from "#components/ui/skeleton";
import { facetLabel, facetNames } from "#lib/domain/selection";
import { deskGrid, FacetPlace } from "./desk-grid.tsx";

/** The desk before it is there, with everything in its place. */
export function DeskSkeleton() {
  return (
    <div role="status" aria-label={words.loading} className="shrink-0 border-b border-line bg-surface">
      <div className="h-1 bg-line" />
      <div className="flex flex-col gap-3 px-3 pt-2 pb-3">
        <div className={deskGrid}>
          <FacetPlace label={words.project} waiting className="max-sm:col-span-2" />
          <FacetPlace label={words.type} waiting className="min-w-48 max-sm:col-span-2" />
          {facetNames.map((name) => (
            <FacetPlace key={name} label={facetLabel[name]} waiting />
          ))}
        </div>
        <div className="flex flex-wrap items-end gap-2">
          <FacetPlace label={destinationMessages.label} waiting className="grow-3 basis-80" />
          <FacetPlace label={destinationMessages.comment} waiting className="grow-2 basis-56" />
          <Skeleton className="h-7 w-20 rounded-md" />
        </div>
        <div className="h-7" />
      </div>
    </div>
  );
}
