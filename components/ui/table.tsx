import type { ReactNode } from "react";
import { cn } from "./class-names.tsx";

/** A head cell; give the th its scope. */
export const headCell = "h-7 px-2 text-left text-xs font-medium whitespace-nowrap text-muted first:pl-3 last:pr-3";
/** A body cell of a dense row. */
export const bodyCell = "h-8 px-2 py-1 align-middle first:pl-3 last:pr-3";
/** A body row. */
export const bodyRow = "border-t border-line hover:bg-hover aria-selected:bg-selected";

interface TableProps {
  /** Read out before the table; shown only to those who need it. */
  caption: string;
  head: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A dense table in a box that scrolls sideways where the screen is narrower than the table. */
export function Table({ caption, head, children, className }: TableProps) {
  return (
    <div className="relative overflow-x-auto rounded-md border border-line bg-surface">
      <table className={cn("w-full border-collapse text-sm", className)}>
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken/60">{head}</thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
