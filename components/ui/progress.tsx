import { cn } from "./class-names.tsx";

const tones = {
  busy: "[--bar:var(--focus)]",
  good: "[--bar:var(--good)]",
  warn: "[--bar:var(--warn)]",
  bad: "[--bar:var(--bad)]",
  off: "[--bar:var(--line-control)]",
} as const;

interface ProgressProps {
  value: number;
  max: number;
  label: string;
  tone?: keyof typeof tones;
  className?: string;
}

/** How much of a known amount is done. */
export function Progress({ value, max, label, tone = "busy", className }: ProgressProps) {
  return (
    <progress
      value={Math.min(value, max)}
      max={Math.max(max, 1)}
      aria-label={label}
      className={cn("block h-1.5 w-full overflow-hidden rounded-full", tones[tone], className)}
    />
  );
}
