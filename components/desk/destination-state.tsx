"use client";

import { CircleAlert, FolderCheck, FolderPlus, TriangleAlert } from "lucide-react";
import { destinationMessages as words } from "#components/messages/destination-messages";
import { cn } from "#components/ui/class-names";
import { CopyButton } from "#components/ui/copy-button";
import { Sentence } from "#components/ui/sentence";
import type { DestinationLook } from "#lib/domain/completion";

interface DestinationStateProps {
  id: string;
  look: DestinationLook | null;
  /** What is wrong, be it with the path or with looking at it. */
  problem: string | null;
  /** Project and upload type are chosen. */
  ready: boolean;
  asking: boolean;
  empty: boolean;
}

/** What was understood of the destination and what is wrong with it, in a place that keeps its height. */
export function DestinationState({ id, look, problem, ready, asking, empty }: DestinationStateProps) {
  const path = empty || problem !== null ? null : (look?.path ?? null);
  return (
    <div
      className={cn(
        "-mt-1 flex h-24 basis-full flex-col gap-x-5 overflow-y-auto text-xs transition-opacity sm:order-last sm:h-12 lg:h-8 lg:flex-row lg:items-start",
        asking && "opacity-60",
      )}
    >
      <p id={id} role="status" className="min-w-0 shrink-0 lg:shrink">
        {problem ? (
          <span className="flex gap-1.5 text-bad">
            <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
            <span className="min-w-0">
              <Sentence text={problem} />
            </span>
          </span>
        ) : !ready ? (
          <span className="text-faint">{words.notChosen}</span>
        ) : empty ? (
          <Empty troubles={look?.troubles ?? []} />
        ) : look === null ? (
          <span className="text-faint">{words.looking}</span>
        ) : (
          <Found look={look} />
        )}
      </p>
      {path ? (
        <div className="flex min-w-0 flex-col gap-x-5 sm:max-lg:flex-row lg:ml-auto lg:max-w-1/2">
          <Form label={words.posix} path={path} what={words.posixPath} />
          {look?.windows ? <Form label={words.windows} path={look.windows} what={words.windowsPath} /> : null}
        </div>
      ) : null}
    </div>
  );
}

/** What may be typed, or which volume can't be asked what it holds. */
function Empty({ troubles }: Pick<DestinationLook, "troubles">) {
  const [trouble] = troubles;
  if (trouble === undefined) return <span className="text-faint">{words.hint}</span>;
  return (
    <span className="flex gap-1.5 text-warn">
      <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0">
        <Sentence text={trouble} />
      </span>
    </span>
  );
}

function Found({ look }: { look: DestinationLook }) {
  const Sign = look.state === "there" ? FolderCheck : FolderPlus;
  return (
    <span className="flex gap-1.5 text-muted">
      <Sign
        aria-hidden="true"
        className={cn("mt-px size-3.5 shrink-0", look.state === "there" ? "text-good" : "text-info")}
      />
      <span className="min-w-0">{look.sentence ? <Sentence text={look.sentence} /> : words.there}</span>
    </span>
  );
}

function Form({ label, path, what }: { label: string; path: string; what: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="shrink-0 text-faint">{label}</span>
      <code title={path} className="min-w-0 truncate font-mono text-2xs">
        {path}
      </code>
      <CopyButton text={path} what={what} className="-my-1" />
    </span>
  );
}
