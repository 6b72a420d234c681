"use client";

import { RotateCw, SearchX } from "lucide-react";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { answerMessages } from "#components/messages/answer-messages";
import { whyNotMessages as words } from "#components/messages/why-not-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { EmptyState } from "#components/ui/empty-state";
import { Input } from "#components/ui/input";
import { Sentence } from "#components/ui/sentence";
import { Spinner } from "#components/ui/spinner";
import type { DeliverableFacets } from "#lib/domain/deliverable";
import type { ProjectChoice } from "#lib/domain/desk";
import type { FacetChoices } from "#lib/domain/facets";
import type { UploadType } from "#lib/domain/upload-type";
import { useWhyNot } from "./use-why-not.ts";
import { WhyNotVersion } from "./why-not-version.tsx";

export interface WhyNotDialogProps {
  open: boolean;
  onClose: () => void;
  project: ProjectChoice;
  type: UploadType;
  choices: FacetChoices;
  /** Whether a component is a row of the table now. */
  isShown: (componentId: string) => boolean;
  /** Brings a deliverable that is ready into the selection, and lists it. */
  onBring: (facets: DeliverableFacets) => void;
}

/** "Why isn't my version here?": what somebody looks for, and each rule that keeps it from being listed. */
export function WhyNotDialog(props: WhyNotDialogProps) {
  const { open, onClose, project, type } = props;
  const input = useRef<HTMLInputElement>(null);
  // After the dialog has opened, which gives the focus to its first button.
  useEffect(() => {
    if (open) input.current?.focus();
  }, [open]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.title}
      description={words.description(project.name, type)}
      width="md"
      className="h-[min(44rem,calc(100dvh-2rem))]"
    >
      <div data-type={type} className="contents">
        <LookUp {...props} input={input} />
      </div>
    </Dialog>
  );
}

type LookUpProps = Pick<WhyNotDialogProps, "project" | "type" | "choices" | "isShown" | "onBring"> & {
  input: RefObject<HTMLInputElement | null>;
};

function LookUp({ project, type, choices, isShown, onBring, input }: LookUpProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const { state, busy, again } = useWhyNot(project.id, type, typed);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-xs font-medium text-muted">
          {words.field}
        </label>
        <div className="relative">
          <Input
            id={id}
            ref={input}
            role="searchbox"
            tall
            autoComplete="off"
            spellCheck={false}
            maxLength={400}
            placeholder={words.placeholder}
            aria-describedby={`${id}-hint`}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          {busy ? (
            <span className="absolute inset-y-0 right-8 grid place-items-center text-muted">
              <Spinner />
            </span>
          ) : null}
        </div>
        <p id={`${id}-hint`} className="text-xs text-muted">
          {words.hint}
        </p>
      </div>
      <p
        role="status"
        className={state.phase === "answered" && state.answer.versions.length > 0 ? "text-xs text-muted" : "sr-only"}
      >
        {state.phase === "asking" ? words.searching : null}
        {state.phase === "answered" ? words.found(state.answer.versions.length) : null}
      </p>
      {state.phase === "failed" ? (
        <ProblemAlert problem={state.problem}>
          <Button size="sm" busy={busy} onClick={again}>
            <RotateCw aria-hidden="true" />
            {answerMessages.tryAgain}
          </Button>
        </ProblemAlert>
      ) : null}
      {state.phase === "answered" ? (
        <>
          {state.answer.remarks.map((remark) => (
            <Alert key={remark} tone="warn">
              <Sentence text={remark} />
            </Alert>
          ))}
          {state.answer.versions.length === 0 ? (
            <EmptyState icon={<SearchX />} title={words.none(state.typed)}>
              {words.noneHint}
            </EmptyState>
          ) : (
            <ul className="-mx-4 border-t border-line">
              {state.answer.versions.map((version) => (
                <WhyNotVersion
                  key={version.versionId}
                  version={version}
                  managers={state.answer.managers}
                  choices={choices}
                  isShown={isShown}
                  onBring={onBring}
                />
              ))}
            </ul>
          )}
          {state.answer.more ? (
            <p className="text-center text-muted">{words.more(state.answer.versions.length)}</p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
