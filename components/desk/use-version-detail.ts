"use client";

import { useCallback, useEffect, useState } from "react";
import { answerMessages } from "#components/messages/answer-messages";
import { detailMessages } from "#components/messages/detail-messages";
import type { Problem } from "#components/shell/ask";
import type { Answer } from "#lib/domain/answer";
import type { VersionDetail } from "#lib/domain/version-detail";

/** How long a row has to stay the active one before it is asked about: holding an arrow key asks for nothing. */
const restMs = 150;

type State =
  | { phase: "asking"; id: string }
  | { phase: "there"; id: string; detail: VersionDetail }
  | { phase: "failed"; id: string; problem: Problem };

/** The details of the component with that id, read afresh each time that another one is asked for. */
export function useVersionDetail(id: string, project: string) {
  const [state, setState] = useState<State>({ phase: "asking", id });
  const [asked, setAsked] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` counts the wishes to read again.
  useEffect(() => {
    const over = new AbortController();
    setState({ phase: "asking", id });
    const timer = setTimeout(async () => {
      const answer = await read(id, project, over.signal);
      if (over.signal.aborted) return;
      if (answer.ok) setState({ phase: "there", id, detail: answer.value });
      else setState({ phase: "failed", id, problem: answer });
    }, restMs);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [id, project, asked]);

  const again = useCallback(() => setAsked((count) => count + 1), []);
  // Until the effect has run, what is kept is another version's.
  return { state: state.id === id ? state : ({ phase: "asking", id } as const), again };
}

async function read(id: string, project: string, signal: AbortSignal): Promise<Answer<VersionDetail>> {
  try {
    const address = `/api/versions/${encodeURIComponent(id)}?project=${encodeURIComponent(project)}`;
    const response = await fetch(address, { signal });
    if (response.status === 401) {
      return { ok: false, code: "not-signed-in", sentence: answerMessages.signedOut, errorId: null };
    }
    return await response.json();
  } catch {
    return { ok: false, code: "unexpected", sentence: detailMessages.offline, errorId: null };
  }
}
