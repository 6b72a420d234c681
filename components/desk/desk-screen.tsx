"use client";

import { useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { destinationMessages } from "#components/messages/destination-messages";
import type { Problem } from "#components/shell/ask";
import type { DeliverableFacets } from "#lib/domain/deliverable";
import type { ProjectChoice } from "#lib/domain/desk";
import { leftOutBy, matchesSelection, withDeliverable } from "#lib/domain/facets";
import { ActionBar } from "./action-bar.tsx";
import type { DeskActions } from "./desk-actions.ts";
import { deskParsers } from "./desk-url.tsx";
import { type DestinationPlace, oneDepartment } from "./destination-place.ts";
import { PreviewLeft } from "./preview-left.tsx";
import { Results } from "./results.tsx";
import { chosenRows, keepOnly, type RowSelection } from "./row-selection.ts";
import { SelectionBand } from "./selection-band.tsx";
import { answerFor, sameSelection } from "./shown-state.ts";
import { useKeptDestinations } from "./use-kept-destinations.ts";
import { usePreview } from "./use-preview.ts";
import { type DeskSelection, type FacetsFor, useSelection } from "./use-selection.ts";
import { useSentLive } from "./use-sent-live.ts";
import { useShown } from "./use-shown.ts";
import { WhyNotButton } from "./why-not-button.tsx";
import { WhyNotDoor } from "./why-not-door.tsx";

const loadDialog = () => import("./preview-dialog.tsx").then((module) => ({ default: module.PreviewDialog }));
const PreviewDialog = lazy(loadDialog);

interface DeskScreenProps {
  projects: readonly ProjectChoice[];
  /** For the project and upload type of the address; null where one is not chosen yet or the facets did not come. */
  given: FacetsFor | null;
  /** Why the facets did not come. */
  problem: Problem | null;
  actions: DeskActions;
}

/** The desk: choose, show, select, preview, upload. */
export function DeskScreen({ projects, given, problem, actions }: DeskScreenProps) {
  const router = useRouter();
  const selection = useSelection(projects, given);
  const [destination, setDestination] = useQueryState("destination", deskParsers.destination);
  const [comment, setComment] = useState("");
  const [destinationProblem, setDestinationProblem] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const [looking, setLooking] = useState(false);
  const [rowSelection, setRowSelection] = useState<RowSelection>({});
  const { shown, show } = useShown(actions.showVersions);
  const kept = useKeptDestinations(selection.project?.id ?? null);
  const preview = usePreview(actions, {
    onSubmitted: (uploadId) => router.push(`/uploads/${uploadId}`),
    onAccepted: kept.remember,
  });
  const destinationInput = useRef<HTMLInputElement>(null);
  const previewButton = useRef<HTMLButtonElement>(null);
  const focusAfter = useRef<HTMLElement | null>(null);

  const wanted = selection.selection;
  const answer = answerFor(shown, wanted);
  const listed = useSentLive(answer);
  const rows = useMemo(() => (wanted ? listed.filter((row) => matchesSelection(row, wanted)) : []), [listed, wanted]);
  const { project, type, choices } = selection;
  const look = project && type && choices ? { project, type, choices } : null;
  const chosen = useMemo(() => chosenRows(rowSelection, rows), [rowSelection, rows]);

  async function onShow(wanted = selection.selection) {
    if (wanted === null) return;
    // The dialog's script comes while ftrack answers, so that Preview opens at once.
    const [ids] = await Promise.all([show(wanted), loadDialog().catch(() => undefined)]);
    // What was selected for one upload type is never taken along to the other.
    if (ids !== null) setRowSelection((before) => (answer === null ? {} : keepOnly(before, ids)));
  }

  function onBring(facets: DeliverableFacets) {
    setLooking(false);
    if (wanted === null) return;
    const widened = withDeliverable(wanted, facets);
    for (const facet of leftOutBy(facets, wanted)) selection.setFacet(facet, widened[facet]);
    void onShow(widened);
  }

  function onPreview() {
    if (wanted === null || chosen.ids.length === 0) return;
    if (destination.trim() === "") {
      setDestinationProblem(destinationMessages.needed);
      destinationInput.current?.focus();
      return;
    }
    setOpened(true);
    const { project, uploadType } = wanted;
    preview.open({ project, uploadType, components: chosen.ids, destination, comment });
  }

  function closePreview() {
    const refused = preview.state?.problem?.code === "bad-destination" ? preview.state.problem : null;
    setDestinationProblem(refused?.sentence ?? null);
    focusAfter.current = refused ? destinationInput.current : previewButton.current;
    preview.close();
  }

  const open = preview.state !== null && !preview.state.hidden;
  useEffect(() => {
    if (open) {
      focusAfter.current = previewButton.current;
    } else {
      focusAfter.current?.focus();
      focusAfter.current = null;
    }
  }, [open]);

  return (
    <>
      <div
        data-type={selection.type ?? undefined}
        inert={open}
        aria-hidden={open}
        className="flex min-h-0 grow flex-col sm:h-[calc(100dvh-var(--shell-height))] sm:min-h-120"
      >
        <h1 className="sr-only">Upload</h1>
        <SelectionBand
          projects={projects}
          selection={selection}
          problem={problem}
          asking={shown.phase === "asking"}
          destination={{
            place: placeOf(selection),
            kept,
            destination,
            onDestination: (path) => {
              setDestinationProblem(null);
              void setDestination(path || null);
            },
            problem: destinationProblem,
            input: destinationInput,
            comment,
            onComment: setComment,
          }}
          onShow={() => void onShow()}
        />
        <section aria-label="Versions" className="flex min-h-72 min-w-0 grow flex-col">
          <Results
            shown={shown}
            answer={answer}
            rows={rows}
            changed={answer !== null && wanted !== null && !sameSelection(answer.selection, wanted)}
            missing={missingOf(selection, problem !== null)}
            selection={rowSelection}
            onSelection={setRowSelection}
            onShow={() => void onShow()}
            onClear={selection.clearFacets}
            onWhyNot={() => setLooking(true)}
          />
        </section>
        <PreviewLeft flow={preview} />
        <ActionBar
          type={selection.type}
          selected={chosen.ids.length}
          hidden={answer === null ? 0 : chosen.hidden}
          total={rows.length}
          previewButton={previewButton}
          onPreview={onPreview}
        >
          {look ? <WhyNotButton quiet onClick={() => setLooking(true)} /> : null}
        </ActionBar>
      </div>
      <WhyNotDoor
        look={look}
        open={looking}
        onOpen={() => setLooking(true)}
        onClose={() => setLooking(false)}
        isShown={(componentId) => rows.some((row) => row.componentId === componentId)}
        onBring={onBring}
      />
      {opened ? (
        <Suspense>
          <PreviewDialog flow={preview} onClose={closePreview} />
        </Suspense>
      ) : null}
    </>
  );
}

function placeOf({ project, type, options }: DeskSelection): DestinationPlace | null {
  if (project === null || type === null) return null;
  return { project: project.id, type, department: options ? oneDepartment(options.department) : null };
}

function missingOf({ project, unknownProject, type }: DeskSelection, failed: boolean): string | null {
  if (unknownProject) return "The project of this address is not an active project in ftrack. Choose another.";
  if (project === null) return "Choose a project to begin.";
  if (type === null) return "Choose the upload type: Internal or Client.";
  return failed ? "The choices of this project could not be loaded." : null;
}
