import { cn } from "./class-names.tsx";

/** Stands where something will be; give it that size by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block h-4 animate-pulse rounded-sm bg-line", className)} />;
}
