import type { ReactNode } from "react";
import { cn } from "./class-names.tsx";

interface FieldProps {
  /** The id of the control inside. */
  htmlFor: string;
  label: ReactNode;
  /** Small print below; the control points to it with `describedBy`. */
  hint?: ReactNode;
  /** What is wrong and how to right it. */
  error?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** The ids that a control names in aria-describedby, given what its field shows. */
export function describedBy(id: string, { hint, error }: { hint?: ReactNode; error?: ReactNode }): string | undefined {
  return cn(error ? `${id}-error` : null, hint ? `${id}-hint` : null) || undefined;
}

/** A label, its control, and what is to be said about it. */
export function Field({ htmlFor, label, hint, error, className, children }: FieldProps) {
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={htmlFor} className="text-xs font-medium text-muted">
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${htmlFor}-error`} className="text-xs text-bad">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${htmlFor}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
