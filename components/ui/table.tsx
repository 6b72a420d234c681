import type { ReactNode } from "react";
import { cn } from "./class-names.tsx";

const headCell = "h-7 px-2 text-left text-xs font-medium whitespace-nowrap text-muted first:pl-3 last:pr-3";
/** A body cell of a dense row; on a phone one of the lines of a card. */
export const bodyCell =
  "h-8 px-2 py-1 align-middle first:pl-3 last:pr-3 max-md:block max-md:h-auto max-md:min-w-0 max-md:p-0!";
/** A body row; on a phone a card, whose cells flow and wrap. */
export const bodyRow =
  "border-t border-line hover:bg-hover max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-2 max-md:gap-y-1 max-md:px-3 max-md:py-2 max-md:first:border-t-0";

interface TableProps {
  /** Read out before the table; shown only to those who need it. */
  caption: string;
  /** Its headings, with what sets a column's width or hides it; on a phone only read out. */
  columns: readonly { name: string; className: string }[];
  children: ReactNode;
}

/** A dense table in a box that scrolls sideways where the screen is narrower than the table, and cards on a phone. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <div className="relative overflow-x-auto rounded-md border border-line bg-surface">
      <table className={cn("w-full border-collapse text-sm", "max-md:block")}>
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken/60 max-md:sr-only">
          <tr>
            {columns.map(({ name, className }) => (
              <th key={name} scope="col" className={cn(headCell, className)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">{children}</tbody>
      </table>
    </div>
  );
}
