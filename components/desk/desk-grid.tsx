import { cn } from "#components/ui/class-names";
import { Skeleton } from "#components/ui/skeleton";

/** Where project, upload type and the six facets stand: one row where there is room. */
export const deskGrid =
  "grid grid-cols-2 gap-2 md:grid-cols-4 lg:grid-cols-[minmax(9rem,1.3fr)_auto_repeat(6,minmax(0,1fr))]";

interface FacetPlaceProps {
  label: string;
  /** It is on its way, rather than not yet asked for. */
  waiting: boolean;
  className?: string;
}

/** As tall as the field that comes, so that nothing moves. */
export function FacetPlace({ label, waiting, className }: FacetPlaceProps) {
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", className)}>
      <span className="truncate text-xs font-medium text-muted">{label}</span>
      {waiting ? (
        <Skeleton className="h-7 rounded-md" />
      ) : (
        <span className="flex h-7 items-center rounded-md border border-dashed border-line-strong px-2.5 text-faint">
          –
        </span>
      )}
    </div>
  );
}
