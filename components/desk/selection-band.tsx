"use client";

import { ChevronDown, RotateCw, TableProperties } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { answerMessages } from "#components/messages/answer-messages";
import { deskMessages as words } from "#components/messages/desk-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import { Sentence } from "#components/ui/sentence";
import type { ProjectChoice as Project } from "#lib/domain/desk";
import { AppliedNotice } from "./applied-notice.tsx";
import { ChosenRow } from "./chosen-row.tsx";
import { deskGrid } from "./desk-grid.tsx";
import { DestinationFields, type DestinationFieldsProps } from "./destination-fields.tsx";
import { FacetRow } from "./facet-row.tsx";
import type { PresetActions } from "./preset-actions.ts";
import { ProjectChoice } from "./project-choice.tsx";
import { UploadTypeChoice } from "./upload-type-choice.tsx";
import type { DeskSelection } from "./use-selection.ts";

interface SelectionBandProps {
  projects: readonly Project[];
  selection: DeskSelection;
  asking: boolean;
  destination: DestinationFieldsProps;
  presets: PresetActions;
  onShow: () => void;
}

/** Everything that is chosen before the table, in the order in which the artist knows it. */
export function SelectionBand({ projects, selection, asking, destination, presets, onShow }: SelectionBandProps) {
  const id = useId();
  const [folded, setFolded] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (selection.selection === null || asking) return;
    setFolded(true);
    onShow();
  }

  return (
    <form onSubmit={submit} aria-label={words.selection} className="shrink-0 border-b border-line bg-surface">
      <div aria-hidden="true" className={cn("h-1", selection.type ? "bg-type" : "bg-line")} />
      <button
        type="button"
        aria-expanded={!folded}
        aria-controls={id}
        onClick={() => setFolded(!folded)}
        className="flex h-10 w-full items-center gap-2 px-3 font-medium sm:hidden"
      >
        <ChevronDown
          aria-hidden="true"
          className={cn("size-4 shrink-0 transition-transform", folded && "-rotate-90")}
        />
        {words.selection}
        <span className="ml-auto truncate font-normal text-muted">{selection.project?.name}</span>
      </button>
      <div className="flex flex-col gap-3 px-3 pt-2 pb-3">
        <div id={id} className={cn(deskGrid, folded && "max-sm:hidden")}>
          <div className="max-sm:col-span-2">
            <ProjectChoice projects={projects} value={selection.project?.id ?? null} onChange={selection.setProject} />
          </div>
          <div className="max-sm:col-span-2">
            <UploadTypeChoice value={selection.type} onChange={selection.setType} />
          </div>
          <FacetRow selection={selection} />
        </div>
        <div className="flex flex-wrap items-start gap-2">
          <DestinationFields {...destination} />
          <div className="flex items-center gap-2 pt-5 max-sm:w-full max-sm:pt-1">
            <Button
              type="submit"
              variant="primary"
              busy={asking}
              disabled={selection.selection === null}
              className="max-sm:h-9 max-sm:grow max-sm:justify-center"
            >
              <TableProperties aria-hidden="true" />
              {words.show}
            </Button>
          </div>
        </div>
        <ChosenRow selection={selection} presets={presets} />
        {selection.applied ? <AppliedNotice applied={selection.applied} onDismiss={selection.forgetApplied} /> : null}
        {selection.problem ? (
          <ProblemAlert problem={selection.problem}>
            <Button size="sm" busy={selection.askingFacets} onClick={selection.askFacetsAgain}>
              <RotateCw aria-hidden="true" />
              {answerMessages.tryAgain}
            </Button>
          </ProblemAlert>
        ) : null}
        {selection.facets?.remarks.map((remark) => (
          <Alert key={remark} tone="warn">
            <Sentence text={remark} />
          </Alert>
        ))}
      </div>
    </form>
  );
}
