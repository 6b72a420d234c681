import { workMessages } from "#components/messages/work-messages";
import type { Problem } from "#components/shell/ask";
import type { Preview, PreviewItem } from "#lib/domain/desk";
import type { Consents } from "#lib/domain/plan";
import type { PreviewRequest } from "#lib/domain/requests";

/** What the artist wants previewed; consents are given inside the preview. */
export type Wish = Omit<PreviewRequest, "consents">;

export interface OpenPreview {
  wish: Wish;
  consents: Consents;
  /** The last plan that came; it stays on screen while the next one is on its way. */
  preview: Preview | null;
  phase: "asking" | "ready" | "submitting" | "submitted";
  /** What changed since the artist last looked. */
  notice: string | null;
  problem: Problem | null;
  /** The dialog was left while something goes on that takes long; it can be come back to. */
  hidden: boolean;
  /** The upload that came of it. */
  uploadId: string | null;
  /** Number of the last question: an answer to an earlier one is dropped. */
  question: number;
}

export type PreviewState = OpenPreview | null;

export type PreviewEvent =
  | { type: "asked"; question: number; wish: Wish; consents: Consents; notice: string | null }
  | { type: "answered"; question: number; preview: Preview }
  | { type: "failed"; question: number; problem: Problem }
  | { type: "submitting" }
  | { type: "refused"; problem: Problem }
  | { type: "submitted"; uploadId: string }
  | { type: "left" }
  | { type: "came-back" }
  | { type: "closed" };

export const noConsents: Consents = { replace: false, warnings: false };

export function nextPreview(state: PreviewState, event: PreviewEvent): PreviewState {
  switch (event.type) {
    case "asked": {
      const { question, wish, consents, notice } = event;
      const before = state?.wish === wish ? state : null;
      const { preview = null, hidden = false } = before ?? {};
      return { wish, consents, preview, phase: "asking", notice, problem: null, question, hidden, uploadId: null };
    }
    case "answered":
      if (state?.question !== event.question) return state;
      return { ...state, preview: event.preview, phase: "ready" };
    case "failed":
      if (state?.question !== event.question) return state;
      return { ...state, phase: "ready", preview: null, problem: event.problem };
    case "submitting":
      return state && { ...state, phase: "submitting", notice: null, problem: null };
    case "refused":
      return state && { ...state, phase: "ready", problem: event.problem };
    case "submitted":
      return state && { ...state, phase: "submitted", uploadId: event.uploadId };
    case "left":
      return state && { ...state, hidden: true };
    case "came-back":
      return state && { ...state, hidden: false };
    case "closed":
      return null;
  }
}

/** Consents that still mean what they meant: a consent is to the warnings and links that were read, not to later ones. */
export function heldConsents(read: Preview | null, now: Preview, consents: Consents): Consents {
  if (read === null) return consents;
  return {
    replace: consents.replace && textOf(read, replacedOf) === textOf(now, replacedOf),
    warnings: consents.warnings && textOf(read, warningsOf) === textOf(now, warningsOf),
  };
}

export function sameConsents(one: Consents, other: Consents): boolean {
  return one.replace === other.replace && one.warnings === other.warnings;
}

/** Why Upload can't be pressed now; null where it can. */
export function uploadHindrance(state: OpenPreview): string | null {
  const { phases, hindrances } = workMessages;
  if (state.phase !== "ready") return phases[state.phase];
  if (state.preview === null) return hindrances.noPreview;
  const { totals } = state.preview.plan;
  if (totals.runs > 0) return null;
  if (totals.awaitingConsent > 0) return hindrances.consent;
  if (totals.unchanged > 0 && totals.stopped === 0) return hindrances.nothingToDo;
  return hindrances.allStopped;
}

const replacedOf = (item: PreviewItem) => item.links.filter((link) => link.verdict === "replace").map((l) => l.target);
const warningsOf = (item: PreviewItem) => item.warnings;

function textOf(preview: Preview, part: (item: PreviewItem) => readonly string[]): string {
  const lines = preview.plan.items.filter((item) => part(item).length > 0);
  return JSON.stringify(lines.map((item) => [item.deliverable.componentId, part(item)]));
}
