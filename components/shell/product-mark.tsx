import { cn } from "#components/ui/class-names";

/** The program's sign: something goes up and out of a tray. Decoration; its name stands beside it. */
export function ProductMark({ large = false }: { large?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn("shrink-0", large ? "size-8" : "size-5")}>
      <path
        d="M3.5 15.5V19A1.5 1.5 0 0 0 5 20.5h14a1.5 1.5 0 0 0 1.5-1.5v-3.5"
        stroke="var(--type-internal)"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
      <path
        d="M12 15V3.5M7 8.5l5-5 5 5"
        stroke="var(--type-client)"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
