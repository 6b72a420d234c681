"use client";

import { memo } from "react";
import { GroupHead, type GroupHeadProps } from "./group-head.tsx";
import { asCell, asRow } from "./table-roles.ts";

interface GroupTrProps extends GroupHeadProps {
  /** Px from the top of the body. */
  top: number;
}

/** The head of a group in the table: its checkbox selects all of it, the arrow keys open and close it. */
export const GroupTr = memo(function GroupTr({ top, ...head }: GroupTrProps) {
  return (
    <tr
      {...asRow}
      data-at={head.at}
      aria-rowindex={head.at + 2}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 flex h-(--row-height) items-center border-b border-line-strong bg-sunken contain-strict"
    >
      <td {...asCell} className="sticky left-0 flex h-full min-w-0 items-center p-0">
        <GroupHead {...head} />
      </td>
    </tr>
  );
});
