"use client";

import { Film, FilterX, ListChecks, RotateCw } from "lucide-react";
import { Suspense } from "react";
import { answerMessages } from "#components/messages/answer-messages";
import { deskMessages } from "#components/messages/desk-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { late } from "#components/ui/late";
import { Sentence } from "#components/ui/sentence";
import type { VersionRow } from "#lib/domain/desk";
import type { RowSelection } from "./row-selection.ts";
import type { Shown } from "./shown-state.ts";
import { TableSkeleton } from "./table-skeleton.tsx";
import { WhyNotButton } from "./why-not-button.tsx";

/** The table's script: nobody needs it before the first answer. */
export const loadVersions = () => import("./versions.tsx").then((module) => module.Versions);
const Versions = late(loadVersions);
const words = deskMessages.results;

interface ResultsProps {
  shown: Shown;
  /** The answer, if it is one for the project and type that are chosen now. */
  answer: Shown["answer"];
  /** Its rows that fit the facets as they are now. */
  rows: readonly VersionRow[];
  /** The facets were changed after the rows were asked for. */
  changed: boolean;
  /** What is still missing before anything can be shown; null where nothing is. */
  missing: string | null;
  /** The project's short name. */
  project: string;
  selection: RowSelection;
  onSelection: (selection: RowSelection) => void;
  onShow: () => void;
  onClear: () => void;
  /** Opens the look-up for a version that is missed. */
  onWhyNot: () => void;
}

/** The table, or what stands in its place and why. */
export function Results(props: ResultsProps) {
  const { shown, answer, rows, changed, missing, project, selection, onSelection, onShow, onClear, onWhyNot } = props;
  if (shown.problem !== null) {
    return (
      <div className="p-3">
        <ProblemAlert problem={shown.problem}>
          <Button size="sm" onClick={onShow} disabled={missing !== null}>
            <RotateCw aria-hidden="true" />
            {answerMessages.tryAgain}
          </Button>
        </ProblemAlert>
      </div>
    );
  }
  if (answer === null) {
    if (shown.phase === "asking") return <TableSkeleton came={shown.came} />;
    return (
      <EmptyState icon={<ListChecks />} title={missing ?? words.pressShow}>
        {missing === null ? words.afresh : null}
      </EmptyState>
    );
  }
  return (
    <>
      {answer.versions.remarks.map((remark) => (
        <Alert key={remark} tone="warn" className="m-3">
          <Sentence text={remark} />
        </Alert>
      ))}
      {rows.length > 0 ? (
        <Suspense fallback={<TableSkeleton />}>
          <Versions
            rows={rows}
            selection={selection}
            onSelection={onSelection}
            asked={answer.selection}
            project={project}
          />
        </Suspense>
      ) : answer.versions.rows.length > 0 ? (
        <EmptyState icon={<FilterX />} title={words.noneFits} action={<WhyNotButton onClick={onWhyNot} />}>
          {words.noneFitsHint}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<Film />}
          title={words.nothingReady}
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Button onClick={onClear}>{words.clear}</Button>
              <WhyNotButton onClick={onWhyNot} />
            </div>
          }
        >
          {words.nothingReadyHint}
        </EmptyState>
      )}
      {changed ? (
        <p role="status" className="shrink-0 border-t border-line bg-warn-soft px-3 py-1 text-xs text-ink">
          {words.changed}
        </p>
      ) : null}
    </>
  );
}
