import type { ComponentProps } from "react";
import { cn } from "./class-names.tsx";
import { controlClass } from "./input.tsx";

/** The browser's own select: works without script, and on a phone as phones do. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={cn(controlClass, "h-7 pr-1", className)} />;
}
