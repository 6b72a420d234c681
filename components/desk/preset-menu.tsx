"use client";

import { Bookmark, ChevronDown } from "lucide-react";
import { Suspense } from "react";
import { presetMessages } from "#components/messages/preset-messages";
import { buttonClass } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import { late } from "#components/ui/late";
import { Popover } from "#components/ui/popover";
import { Skeleton } from "#components/ui/skeleton";
import type { PresetActions } from "./preset-actions.ts";
import type { DeskSelection } from "./use-selection.ts";

const loadPanel = () => import("./preset-panel.tsx").then((module) => module.PresetPanel);
const PresetPanel = late(loadPanel);

interface PresetMenuProps {
  selection: DeskSelection;
  actions: PresetActions;
}

/** Selections with a name. The panel's script comes when somebody is about to open it. */
export function PresetMenu({ selection, actions }: PresetMenuProps) {
  const { project } = selection;
  const preload = () => void loadPanel().catch(() => undefined);
  return (
    <Popover
      label={presetMessages.panel}
      width={360}
      wanted={420}
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          disabled={project === null}
          onPointerEnter={preload}
          onFocus={preload}
          className={cn(buttonClass({ size: "sm" }))}
        >
          <Bookmark aria-hidden="true" className="size-3.5!" />
          {presetMessages.button}
          <ChevronDown aria-hidden="true" className="size-3.5! text-faint" />
        </button>
      )}
    >
      {(close) =>
        project ? (
          <Suspense fallback={<Skeleton className="m-3 h-24 rounded-md" />}>
            <PresetPanel
              key={project.id}
              project={project.id}
              selection={selection}
              actions={actions}
              onClose={close}
            />
          </Suspense>
        ) : null
      }
    </Popover>
  );
}
