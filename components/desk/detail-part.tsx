"use client";

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { detailMessages } from "#components/messages/detail-messages";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Button } from "#components/ui/button";
import { Skeleton } from "#components/ui/skeleton";
import type { Answer } from "#lib/domain/answer";

interface DetailPartProps<T> {
  title: string;
  answer: Answer<T>;
  onAgain: () => void;
  children: (value: T) => ReactNode;
}

/** One part of the details: what was read, or why it could not be. */
export function DetailPart<T>({ title, answer, onAgain, children }: DetailPartProps<T>) {
  return (
    <DetailSection title={title}>
      {answer.ok ? (
        children(answer.value)
      ) : (
        <ProblemAlert problem={answer}>
          <Button size="sm" onClick={onAgain}>
            <RotateCw aria-hidden="true" />
            {detailMessages.again}
          </Button>
        </ProblemAlert>
      )}
    </DetailSection>
  );
}

export function DetailSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <h3 className="border-b border-line pb-1 text-xs font-medium text-muted">{title}</h3>
      {children}
    </section>
  );
}

/** Stands for what is being read. */
export function DetailWaiting() {
  return (
    <div role="status" aria-label={detailMessages.loading} className="flex flex-col gap-2">
      <Skeleton className="w-28" />
      <Skeleton className="h-14" />
      <Skeleton className="w-24" />
      <Skeleton className="h-20" />
      <Skeleton className="w-32" />
      <Skeleton className="h-12" />
    </div>
  );
}

/** A name and what it says, in two columns. */
export function DetailList({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
