import { deskMessages } from "#components/messages/desk-messages";
import { Skeleton } from "#components/ui/skeleton";

const places = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/** Rows as tall as those that come, and how many have come. */
export function TableSkeleton({ came = 0 }: { came?: number }) {
  return (
    <div role="status" aria-label={deskMessages.results.listing} className="min-h-0 grow overflow-hidden bg-surface">
      <div className="flex h-10 items-center gap-2 border-b border-line px-3">
        <Skeleton className="h-7 w-72 rounded-md max-sm:grow" />
        {came > 0 ? (
          <span aria-hidden="true" className="ml-auto text-xs whitespace-nowrap text-muted tabular-nums">
            {deskMessages.results.came(came)}
          </span>
        ) : null}
      </div>
      <div className="h-8 border-b border-line-strong bg-sunken max-sm:hidden" />
      {places.map((place) => (
        <div key={place} className="flex h-(--row-height) items-center gap-4 border-b border-line px-3">
          <Skeleton className="size-3.5" />
          <Skeleton className="h-7 w-12" />
          <Skeleton className="w-14" />
          <Skeleton className="w-16" />
          <Skeleton className="w-20 max-md:hidden" />
          <Skeleton className="w-10 max-md:hidden" />
          <Skeleton className="w-28 max-lg:hidden" />
          <Skeleton className="w-36 max-lg:hidden" />
          <Skeleton className="w-64 max-lg:hidden" />
        </div>
      ))}
    </div>
  );
}
