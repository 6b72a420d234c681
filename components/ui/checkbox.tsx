"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "./class-names.tsx";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & {
  /** Some of what it stands for is chosen. */
  indeterminate?: boolean;
};

/** Needs a label around it or an aria-label. The label, or a cell of 24 px, is the target. */
export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return <input {...rest} ref={box} type="checkbox" className={cn("size-3.5 shrink-0 accent-focus", className)} />;
}
