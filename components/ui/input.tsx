import type { ComponentProps } from "react";
import { cn } from "./class-names.tsx";

/** What inputs, text areas and selects share. */
export const controlClass = cn(
  "w-full rounded-md border border-line-control bg-surface px-2 text-sm text-ink placeholder:text-faint",
  "hover:border-muted aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-60",
);

export function Input({
  className,
  type = "text",
  tall = false,
  ...rest
}: ComponentProps<"input"> & { tall?: boolean }) {
  return <input {...rest} type={type} className={cn(controlClass, tall ? "h-9" : "h-7", className)} />;
}
