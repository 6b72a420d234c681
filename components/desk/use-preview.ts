"use client";

import { useEffect, useEffectEvent, useReducer, useRef } from "react";
import { workMessages as words } from "#components/messages/work-messages";
import { ask, problemOf } from "#components/shell/ask";
import type { Preview } from "#lib/domain/desk";
import type { Consents } from "#lib/domain/plan";
import type { DeskActions } from "./desk-actions.ts";
import { heldConsents, nextPreview, noConsents, sameConsents, type Wish } from "./preview-state.ts";
import { useWork } from "./use-work.ts";

interface PreviewWatch {
  /** Gets the id of the upload, unless the preview was left by then. */
  onSubmitted: (uploadId: string) => void;
  /** Gets the project and destination of each upload that was submitted. */
  onAccepted: (project: string, destination: string) => void;
}

/** The preview and what follows from it. */
export function usePreview(actions: DeskActions, { onSubmitted, onAccepted }: PreviewWatch) {
  const [state, dispatch] = useReducer(nextPreview, null);
  const { work, wait, drop, cancel } = useWork();
  const questions = useRef(0);

  async function look(wish: Wish, consents: Consents, read: Preview | null, notice: string | null): Promise<void> {
    drop();
    questions.current += 1;
    const question = questions.current;
    dispatch({ type: "asked", question, wish, consents, notice });
    const isWanted = () => question === questions.current;
    const answer = await wait("preview", await ask(actions.previewUpload, { ...wish, consents }), isWanted);
    if (!isWanted()) return;
    if (!answer.ok) {
      dispatch({ type: "failed", question, problem: problemOf(answer) });
      return;
    }
    dispatch({ type: "answered", question, preview: answer.value });
    const held = heldConsents(read, answer.value, consents);
    if (!sameConsents(held, consents)) await look(wish, held, answer.value, words.changed);
  }

  async function submit(): Promise<void> {
    if (state?.preview == null || state.phase !== "ready") return;
    const { wish, consents, preview } = state;
    dispatch({ type: "submitting" });
    const given = await ask(
      actions.submitUpload,
      { ...wish, consents, digest: preview.plan.digest },
      words.perhapsSubmitted,
    );
    const answer = await wait("submit", given, () => true);
    if (answer.ok) {
      onAccepted(wish.project, preview.plan.destination);
      dispatch({ type: "submitted", uploadId: answer.value.uploadId });
    } else if (answer.code === "plan-changed") {
      await look(wish, noConsents, null, answer.sentence);
    } else {
      dispatch({ type: "refused", problem: problemOf(answer) });
    }
  }

  const uploadId = state?.hidden === false ? state.uploadId : null;
  const leaveFor = useEffectEvent(onSubmitted);
  useEffect(() => {
    if (uploadId !== null) leaveFor(uploadId);
  }, [uploadId]);

  function discard(): void {
    questions.current += 1;
    drop();
    dispatch({ type: "closed" });
  }

  return {
    state,
    /** What goes on at the server, where that takes long. */
    work,
    open(wish: Wish) {
      // What is being submitted is looked at first: it can't be let go of.
      if (state?.phase === "submitting") dispatch({ type: "came-back" });
      else void look(wish, noConsents, null, null);
    },
    /** The digest covers consents: another consent is another plan. */
    consent(change: Partial<Consents>) {
      if (state) void look(state.wish, { ...state.consents, ...change }, state.preview, null);
    },
    again() {
      if (state) void look(state.wish, state.consents, state.preview, null);
    },
    submit: () => void submit(),
    /** What takes long goes on, and waits for one who comes back; all else is let go of. */
    close() {
      if (work !== null) dispatch({ type: "left" });
      else if (state?.phase !== "submitting") discard();
    },
    comeBack: () => dispatch({ type: "came-back" }),
    /** Stops what takes long. Of a submission, the answer says whether that came in time. */
    stop() {
      if (work?.kind === "submit") cancel();
      else discard();
    },
    discard,
  };
}
export type PreviewFlow = ReturnType<typeof usePreview>;
