"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ask, type Problem, problemOf } from "#components/shell/ask";
import type { Answer } from "#lib/domain/answer";

/** One question to the server at a time, what it is about, and what went wrong with the last. */
export function useAsking() {
  const router = useRouter();
  const [asking, setAsking] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  /** The value, or null where it was refused; the page is read again after either, for it may be behind. */
  async function put<T>(what: string, action: (input: unknown) => Promise<Answer<T>>, input: unknown) {
    setAsking(what);
    setProblem(null);
    const answer = await ask(action, input);
    setAsking(null);
    if (!answer.ok) setProblem(problemOf(answer));
    router.refresh();
    return answer.ok ? { value: answer.value } : null;
  }

  return { asking, problem, put, forget: () => setProblem(null) };
}
