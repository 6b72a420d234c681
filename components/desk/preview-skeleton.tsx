import { workMessages } from "#components/messages/work-messages";
import { Skeleton } from "#components/ui/skeleton";

const places = ["a", "b", "c", "d"];

export function PreviewSkeleton() {
  return (
    <div role="status" aria-label={workMessages.begun.preview} className="flex flex-col gap-3">
      <div className="flex gap-5">
        {places.map((place) => (
          <Skeleton key={place} className="h-10 w-16" />
        ))}
      </div>
      <Skeleton className="w-96 max-w-full" />
      {places.map((place) => (
        <Skeleton key={place} className="h-14 rounded-md" />
      ))}
    </div>
  );
}
