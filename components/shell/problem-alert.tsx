"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { answerMessages as words } from "#components/messages/answer-messages";
import { Alert } from "#components/ui/alert";
import { buttonClass } from "#components/ui/button";
import { Sentence } from "#components/ui/sentence";
import type { Problem } from "./ask.tsx";

interface ProblemAlertProps {
  problem: Problem;
  /** What can be done about it here. */
  children?: ReactNode;
  className?: string;
}

/** What went wrong, what to do, and the number under which it is in the log. */
export function ProblemAlert({ problem, children, className }: ProblemAlertProps) {
  const { code, sentence, errorId } = problem;
  return (
    <Alert tone="bad" live className={className}>
      <p>
        <Sentence text={sentence} />
        {errorId !== null && !sentence.includes(errorId) ? ` ${words.inLog(errorId)}` : null}
      </p>
      {children || code === "not-signed-in" ? (
        <div className="mt-2 flex flex-wrap gap-2">
          {code === "not-signed-in" ? (
            <Link href="/login" className={buttonClass({ size: "sm" })}>
              {words.signIn}
            </Link>
          ) : null}
          {children}
        </div>
      ) : null}
    </Alert>
  );
}
