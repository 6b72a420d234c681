"use client";

import { useReducer, useRef } from "react";
import type { Preview } from "#lib/domain/desk";
import type { Consents } from "#lib/domain/plan";
import type { DeskActions } from "./desk-actions.ts";
import { heldConsents, nextPreview, noConsents, sameConsents, type Wish } from "./preview-state.ts";
import { ask, type Problem } from "./problem.ts";

const changed = "Something changed since you looked. This is how it is now: please look again.";
const perhapsSubmitted =
  "The server did not answer, so it is not known whether the upload was submitted. Look at History before you try again.";

/** The preview and what follows from it; `onSubmitted` gets the id of the upload. */
export function usePreview(actions: DeskActions, onSubmitted: (uploadId: string) => void) {
  const [state, dispatch] = useReducer(nextPreview, null);
  const questions = useRef(0);

  async function look(wish: Wish, consents: Consents, read: Preview | null, notice: string | null): Promise<void> {
    questions.current += 1;
    const question = questions.current;
    dispatch({ type: "asked", question, wish, consents, notice });
    const answer = await ask(actions.previewUpload, { ...wish, consents });
    if (question !== questions.current) return;
    if (!answer.ok) {
      const { ok: _, ...problem } = answer;
      dispatch({ type: "failed", question, problem });
      return;
    }
    dispatch({ type: "answered", question, preview: answer.value });
    const held = heldConsents(read, answer.value, consents);
    if (!sameConsents(held, consents)) await look(wish, held, answer.value, changed);
  }

  async function submit(): Promise<void> {
    if (state?.preview == null || state.phase !== "ready") return;
    const { wish, consents, preview } = state;
    dispatch({ type: "submitting" });
    const answer = await ask(
      actions.submitUpload,
      { ...wish, consents, digest: preview.plan.digest },
      perhapsSubmitted,
    );
    if (answer.ok) {
      onSubmitted(answer.value.uploadId);
    } else if (answer.code === "plan-changed") {
      await look(wish, noConsents, null, answer.sentence);
    } else {
      const { ok: _, ...problem }: { ok: false } & Problem = answer;
      dispatch({ type: "refused", problem });
    }
  }

  return {
    state,
    open: (wish: Wish) => void look(wish, noConsents, null, null),
    /** The digest covers consents: another consent is another plan. */
    consent: (change: Partial<Consents>) => {
      if (state) void look(state.wish, { ...state.consents, ...change }, state.preview, null);
    },
    again: () => {
      if (state) void look(state.wish, state.consents, state.preview, null);
    },
    submit: () => void submit(),
    close: () => {
      if (state?.phase === "submitting") return;
      questions.current += 1;
      dispatch({ type: "closed" });
    },
  };
}
export type PreviewFlow = ReturnType<typeof usePreview>;
