"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { answerMessages } from "#components/messages/answer-messages";
import { deskMessages } from "#components/messages/desk-messages";
import type { Problem } from "#components/shell/ask";
import { ProblemAlert } from "#components/shell/problem-alert";
import { Button } from "#components/ui/button";

/** Stands for the whole desk where not even the projects came. */
export function DeskFailure({ problem }: { problem: Problem }) {
  const router = useRouter();
  const [retrying, startRetry] = useTransition();
  return (
    <div className="mx-auto w-full max-w-2xl px-3 py-8">
      <h1 className="mb-3 text-lg font-semibold">{deskMessages.title}</h1>
      <ProblemAlert problem={problem}>
        <Button size="sm" busy={retrying} onClick={() => startRetry(() => router.refresh())}>
          <RotateCw aria-hidden="true" />
          {answerMessages.tryAgain}
        </Button>
      </ProblemAlert>
    </div>
  );
}
