"use client";

import { ChevronDown } from "lucide-react";
import type { KeyboardEvent } from "react";
import { tableMessages } from "#components/messages/table-messages";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#components/ui/class-names";
import type { GroupItem } from "./table-items.ts";

export interface GroupHeadProps {
  group: GroupItem;
  at: number;
  active: boolean;
  /** Selected rows of the group. */
  selected: number;
  onToggle: (at: number, withShift: boolean) => void;
  onOpen: (key: string, open: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** What the head of a group holds, in the table and among the cards. */
export function GroupHead({ group, at, active, selected, onToggle, onOpen, onKeyDown }: GroupHeadProps) {
  const id = `group-${at}`;
  const name = group.name || tableMessages.noSequence;
  return (
    <>
      <label htmlFor={id} className="grid h-full w-9 shrink-0 place-items-center">
        <Checkbox
          id={id}
          aria-label={tableMessages.selectGroup(name)}
          checked={selected === group.ids.length}
          indeterminate={selected > 0 && selected < group.ids.length}
          tabIndex={active ? 0 : -1}
          onChange={() => onToggle(at, false)}
          onKeyDown={onKeyDown}
        />
      </label>
      <button
        type="button"
        aria-expanded={group.open}
        tabIndex={active ? 0 : -1}
        onClick={() => onOpen(group.key, !group.open)}
        className="flex h-full min-w-0 items-center gap-2 rounded-sm px-1 -outline-offset-2"
      >
        <span className="sr-only">{group.open ? tableMessages.closeGroup("") : tableMessages.openGroup("")}</span>
        <ChevronDown aria-hidden="true" className={cn("size-4 shrink-0 text-muted", !group.open && "-rotate-90")} />
        <span className="truncate font-semibold">{name}</span>
        {group.hint ? <span className="truncate text-muted">{group.hint}</span> : null}
      </button>
      <span className="truncate px-2 text-xs text-muted">{tableMessages.groupCount(selected, group.ids.length)}</span>
    </>
  );
}
