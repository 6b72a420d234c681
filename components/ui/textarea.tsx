import type { ComponentProps } from "react";
import { cn } from "./class-names.tsx";
import { controlClass } from "./input.tsx";

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} rows={rows} className={cn(controlClass, "min-h-14 resize-y py-1", className)} />;
}
