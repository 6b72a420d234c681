"use client";

import { GroupHead, type GroupHeadProps } from "./group-head.tsx";

interface GroupCardProps extends GroupHeadProps {
  /** Px from the top of the list. */
  top: number;
}

/** The head of a group among the cards. */
export function GroupCard({ top, ...head }: GroupCardProps) {
  return (
    <li
      data-at={head.at}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 flex h-10 items-center border-b border-line-strong bg-sunken"
    >
      <GroupHead {...head} />
    </li>
  );
}
