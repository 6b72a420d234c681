import type { ReactNode } from "react";
import { cn } from "./class-names.tsx";

const badgeTones = {
  neutral: "border-line-strong bg-sunken text-muted",
  info: "border-info/40 bg-info-soft text-info",
  good: "border-good/40 bg-good-soft text-good",
  warn: "border-warn/40 bg-warn-soft text-warn",
  bad: "border-bad/40 bg-bad-soft text-bad",
  /** Takes the colour of the nearest data-type. */
  type: "border-type/50 bg-type-soft text-type",
} as const;
export type BadgeTone = keyof typeof badgeTones;

/** A word in a tinted box; put an icon before the word where the tone alone would carry meaning. */
export function Badge({
  tone = "neutral",
  className,
  children,
}: {
  tone?: BadgeTone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap",
        "[&_svg]:size-3 [&_svg]:shrink-0",
        badgeTones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
