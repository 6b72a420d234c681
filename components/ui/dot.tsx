import { cn } from "./class-names.tsx";

/** A spot of a colour that comes from data, as an attribute, because style attributes are blocked. Its word stands beside it. */
export function Dot({ color, className }: { color: string; className?: string }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className={cn("size-2.5 shrink-0 text-line-strong", className)}>
      <circle cx="5" cy="5" r="4.25" fill={color} stroke="currentColor" strokeWidth="1" />
    </svg>
  );
}
