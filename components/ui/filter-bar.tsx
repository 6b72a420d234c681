import type { ReactNode } from "react";
import { uiMessages as words } from "#components/messages/ui-messages";
import { Button, buttonClass } from "./button.tsx";

interface FilterBarProps {
  /** The page that shows what is filtered. */
  action: string;
  /** Something is filtered: offer the way back. */
  narrowed: boolean;
  children: ReactNode;
}

/** A plain form that puts its fields into the address: works without script, and a link reproduces the list. */
export function FilterBar({ action, narrowed, children }: FilterBarProps) {
  return (
    <search>
      <form method="get" action={action} className="grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap">
        {children}
        <div className="col-span-2 flex gap-1">
          <Button type="submit">{words.filter}</Button>
          {narrowed ? (
            <a href={action} className={buttonClass({ variant: "quiet" })}>
              {words.clear}
            </a>
          ) : null}
        </div>
      </form>
    </search>
  );
}
