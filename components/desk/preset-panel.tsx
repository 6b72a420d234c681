"use client";

import { useEffect, useRef } from "react";
import { presetMessages } from "#components/messages/preset-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Skeleton } from "#components/ui/skeleton";
import type { PresetView } from "#lib/domain/preset";
import { perFacet } from "#lib/domain/selection";
import { choiceQuery } from "./desk-url.tsx";
import type { PresetActions } from "./preset-actions.ts";
import { PresetRow } from "./preset-row.tsx";
import { PresetSave } from "./preset-save.tsx";
import { usePresets } from "./use-presets.ts";
import type { DeskSelection } from "./use-selection.ts";

interface PresetPanelProps {
  project: string;
  selection: DeskSelection;
  actions: PresetActions;
  onClose: () => void;
}

/** The open menu: a list to apply from, each with what one may do to it, and a line to save the selection of now. */
export function PresetPanel({ project, selection, actions, onClose }: PresetPanelProps) {
  const kept = usePresets(project, actions);
  const { presets, problem, busy, done } = kept;
  const panel = useRef<HTMLDivElement>(null);
  const { choices, type } = selection;
  const address = choices && type ? choiceQuery({ type, ...perFacet((facet) => [...choices[facet]]) }) : null;
  const ready = presets !== null || problem !== null;

  // What is hidden takes no focus: the panel is drawn just before it is shown, and its list comes later still.
  useEffect(() => {
    const frame = requestAnimationFrame(() => focusFirst(panel.current, ready));
    return () => cancelAnimationFrame(frame);
  }, [ready]);

  function apply(preset: PresetView) {
    onClose();
    selection.applyPreset(preset);
  }

  return (
    <div ref={panel} tabIndex={-1} className="flex max-h-[inherit] flex-col outline-none">
      {problem ? <ProblemAlert problem={problem} className="m-2" /> : null}
      {presets === null && problem === null ? (
        <div role="status" aria-label={presetMessages.loading} className="p-3">
          <Skeleton className="h-16 rounded-md" />
        </div>
      ) : null}
      {presets?.length === 0 ? <p className="px-3 py-3 text-muted">{presetMessages.none}</p> : null}
      {presets && presets.length > 0 ? (
        <ul className="min-h-0 grow overflow-auto py-1">
          {presets.map((preset, at) => (
            <PresetRow
              key={preset.id}
              preset={preset}
              first={at === 0}
              busy={busy}
              onApply={() => apply(preset)}
              onRename={(name) => kept.change(preset, { name }, presetMessages.done.renamed)}
              onShare={(shared) =>
                kept.change(preset, { shared }, shared ? presetMessages.done.shared : presetMessages.done.unshared)
              }
              onDelete={async () => {
                if (await kept.remove(preset)) requestAnimationFrame(() => focusFirst(panel.current, true));
              }}
            />
          ))}
        </ul>
      ) : null}
      <PresetSave
        presets={presets}
        address={address}
        missing={type === null ? presetMessages.notReady : presetMessages.notAllShown}
        busy={busy}
        onSave={(name, shared) => kept.save({ name, shared, address: address ?? "" })}
        onReplace={(preset, shared) =>
          kept.change(preset, { address: address ?? "", shared }, presetMessages.done.replaced)
        }
      />
      <p role="status" className="px-3 pb-2 text-xs text-good empty:hidden">
        {done}
      </p>
    </div>
  );
}

/** The first preset, or else the line to save; the panel itself while neither has come. What holds the focus inside keeps it. */
function focusFirst(panel: HTMLElement | null, ready: boolean): void {
  const holds = document.activeElement;
  if (!panel || (holds !== panel && panel.contains(holds))) return;
  const first = ready ? panel.querySelector<HTMLElement>("[data-first], input") : null;
  (first ?? panel).focus();
}
