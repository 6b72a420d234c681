"use client";

import { progressMessages } from "#components/messages/progress-messages";
import { Progress } from "#components/ui/progress";

/** Links that are made so far where an item goes; the folder's where several items share it and have one fate. */
export interface ItemMadeCount {
  made: number;
  of: number;
  shared: boolean;
}

/** How far an item is while its folder is linked. */
export function ItemMade({ name, count: { made, of, shared } }: { name: string; count: ItemMadeCount }) {
  return (
    <span className="mt-1 flex w-44 max-w-full flex-col gap-1 text-xs text-muted">
      <Progress value={made} max={of} label={progressMessages.madeOf(name)} />
      {shared ? progressMessages.ofFolder(made, of) : progressMessages.ofLinks(made, of)}
    </span>
  );
}
