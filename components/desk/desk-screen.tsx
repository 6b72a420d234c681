"use client";

import { useRouter } from "next/navigation";
import { defaultRateLimit, useQueryState } from "nuqs";
import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import { deskMessages as words } from "#components/messages/desk-messages";
import { destinationMessages } from "#components/messages/destination-messages";
import { late } from "#components/ui/late";
import type { DeliverableFacets } from "#lib/domain/deliverable";
import type { ProjectChoice } from "#lib/domain/desk";
import { leftOutBy, matchesSelection, withDeliverable } from "#lib/domain/facets";
import { ActionBar } from "./action-bar.tsx";
import { CommandsProvider } from "./command-registry.tsx";
import type { DeskActions } from "./desk-actions.ts";
import { DeskCommands } from "./desk-commands.tsx";
import { deskParsers } from "./desk-url.tsx";
import { type DestinationPlace, oneDepartment } from "./destination-place.ts";
import { LiveBand } from "./live-band.tsx";
import { PreviewLeft } from "./preview-left.tsx";
import { loadVersions, Results } from "./results.tsx";
import { RowsNowProvider } from "./row-mark.tsx";
import { chosenRows, keepOnly, type RowSelection } from "./row-selection.ts";
import { SelectionBand } from "./selection-band.tsx";
import { answerFor, sameSelection } from "./shown-state.ts";
import { useEarlyInput } from "./use-early-input.ts";
import type { GivenFacets } from "./use-facets.ts";
import { useKeptDestinations } from "./use-kept-destinations.ts";
import { useLiveRows } from "./use-live-rows.ts";
import { usePreference } from "./use-preferences.tsx";
import { usePreview } from "./use-preview.ts";
import { type DeskSelection, type Restored, useSelection } from "./use-selection.ts";
import { useSentLive } from "./use-sent-live.ts";
import { useShowInUrl } from "./use-show-in-url.ts";
import { useShown } from "./use-shown.ts";
import { WhyNotButton } from "./why-not-button.tsx";
import { WhyNotDoor } from "./why-not-door.tsx";

const loadDialog = () => import("./preview-dialog.tsx").then((module) => module.PreviewDialog);
const PreviewDialog = late(loadDialog);

interface DeskScreenProps {
  projects: readonly ProjectChoice[];
  /** For the project and upload type of the address; null where one is not chosen yet. */
  given: GivenFacets | null;
  /** The last selection, where the address chooses nothing; `given` is for it then. */
  restored: Restored | null;
  actions: DeskActions;
}

/** The desk: choose, show, select, preview, upload. */
export function DeskScreen({ projects, given, restored, actions }: DeskScreenProps) {
  const router = useRouter();
  const [{ density }] = usePreference("look");
  const selection = useSelection(projects, given, restored);
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
  useEarlyInput({
    onProject: selection.setProject,
    onType: (early) => early !== type && selection.setType(early),
    onComment: setComment,
  });
  const look = project && type && choices ? { project, type, choices } : null;
  const live = useLiveRows(wanted, answer, actions.showVersions);
  const { changed } = live;
  const chosen = useMemo(
    () => chosenRows(rowSelection, rows, (id) => (changed.get(id)?.lost ?? null) !== null),
    [rowSelection, rows, changed],
  );

  async function showRows(wanted = selection.selection) {
    if (wanted === null) return;
    // The table's and the dialog's scripts come while ftrack answers, so that both are there at once.
    const scripts = [loadVersions(), loadDialog()].map((script) => script.catch(() => undefined));
    const [ids] = await Promise.all([show(wanted), ...scripts]);
    // What was selected for one upload type is never taken along to the other.
    if (ids !== null) setRowSelection((before) => (answer === null ? {} : keepOnly(before, ids)));
  }

  const onShow = useShowInUrl(selection, showRows);

  function onBring(facets: DeliverableFacets) {
    setLooking(false);
    if (wanted === null) return;
    const widened = withDeliverable(wanted, facets);
    for (const facet of leftOutBy(facets, wanted)) selection.setFacet(facet, widened[facet]);
    onShow(widened);
  }

  function onPreview() {
    if (wanted === null || chosen.ids.length === 0) return;
    if (destination.trim() === "") {
      setDestinationProblem(destinationMessages.needed);
      destinationInput.current?.focus();
      return;
    }
    setOpened(true);
    // What of the address is still to be written would call a quick person back from the upload's page.
    void setDestination(destination, { limitUrlUpdates: defaultRateLimit });
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
    <CommandsProvider>
      <div
        data-type={selection.type ?? undefined}
        data-density={density}
        inert={open}
        aria-hidden={open}
        className="flex min-h-0 grow flex-col sm:h-[calc(100dvh-var(--shell-height))] sm:min-h-120"
      >
        <h1 className="sr-only">{words.title}</h1>
        <SelectionBand
          projects={projects}
          selection={selection}
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
          presets={actions}
          onShow={() => onShow()}
        />
        <section aria-label={words.versions} className="flex min-h-72 min-w-0 grow flex-col">
          <RowsNowProvider value={changed}>
            <Results
              shown={shown}
              answer={answer}
              rows={rows}
              changed={answer !== null && wanted !== null && !sameSelection(answer.selection, wanted)}
              project={selection.project?.name ?? ""}
              missing={missingOf(selection)}
              selection={rowSelection}
              onSelection={setRowSelection}
              onShow={() => onShow()}
              onClear={selection.clearFacets}
              onWhyNot={() => setLooking(true)}
            />
          </RowsNowProvider>
        </section>
        <LiveBand {...live} onRefresh={live.refresh} onShow={() => onShow()} />
        <PreviewLeft flow={preview} />
        <ActionBar
          type={selection.type}
          selected={chosen.ids.length}
          lost={chosen.lost}
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
      <DeskCommands
        onShow={wanted === null ? null : () => onShow()}
        onPreview={chosen.ids.length === 0 ? null : onPreview}
        onClearFacets={selection.filtered ? selection.clearFacets : null}
        onDestination={() => destinationInput.current?.focus()}
      />
      {opened ? (
        <Suspense>
          <PreviewDialog flow={preview} open={open} onClose={closePreview} />
        </Suspense>
      ) : null}
    </CommandsProvider>
  );
}

function placeOf({ project, type, options }: DeskSelection): DestinationPlace | null {
  if (project === null || type === null) return null;
  return { project: project.id, type, department: options ? oneDepartment(options.department) : null };
}

function missingOf({ project, unknownProject, type, problem }: DeskSelection): string | null {
  if (unknownProject) return words.missing.unknownProject;
  if (project === null) return words.missing.project;
  if (type === null) return words.missing.type;
  return problem ? words.missing.facets : null;
}
