"use client";

import { Film, FilterX, ListChecks, RotateCw } from "lucide-react";
import { lazy, Suspense } from "react";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Sentence } from "#components/ui/sentence";
import type { VersionRow } from "#lib/domain/desk";
import type { RowSelection } from "./row-selection.ts";
import type { Shown } from "./shown-state.ts";
import { TableSkeleton } from "./table-skeleton.tsx";
import { WhyNotButton } from "./why-not-button.tsx";

/** The table's script: nobody needs it before the first answer. */
export const loadVersions = () => import("./versions.tsx").then((module) => ({ default: module.Versions }));
const Versions = lazy(loadVersions);

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
            Try again
          </Button>
        </ProblemAlert>
      </div>
    );
  }
  if (answer === null) {
    if (shown.phase === "asking") return <TableSkeleton />;
    return (
      <EmptyState icon={<ListChecks />} title={missing ?? "Press Show to list what is ready."}>
        {missing === null ? "The table is asked of ftrack afresh each time." : null}
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
        <EmptyState
          icon={<FilterX />}
          title="None of the listed rows fits the choices above."
          action={<WhyNotButton onClick={onWhyNot} />}
        >
          Press Show to ask for the selection as it is now.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<Film />}
          title="Nothing is ready for this selection."
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Button onClick={onClear}>Clear choices</Button>
              <WhyNotButton onClick={onWhyNot} />
            </div>
          }
        >
          A version is listed when its own status and its task's status are both the ones that this upload type asks
          for.
        </EmptyState>
      )}
      {changed ? (
        <p role="status" className="shrink-0 border-t border-line bg-warn-soft px-3 py-1 text-xs text-ink">
          The selection changed after these rows were listed. Rows that no longer fit are left out; press Show for all
          that fit now.
        </p>
      ) : null}
    </>
  );
}
