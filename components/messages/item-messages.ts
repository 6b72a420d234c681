import type { ItemVerdict } from "#lib/domain/plan";
import type { ItemState } from "#lib/domain/upload";

/** What the versions of a plan or of an upload are said to be, on the desk, in the history and on an upload's page. */
export const itemMessages = {
  states: {
    waiting: "Waiting",
    linked: "Linked",
    unchanged: "Unchanged",
    failed: "Failed",
    "left-out": "Left out",
    cancelled: "Cancelled",
    withdrawn: "Withdrawn",
  } satisfies Record<ItemState, string>,
  verdicts: {
    new: "New",
    unchanged: "Unchanged",
    replace: "Replace",
    blocked: "Blocked",
    collides: "Collides",
    ineligible: "Not eligible",
    incomplete: "Incomplete",
    missing: "Missing",
  } satisfies Record<ItemVerdict, string>,
  counted: {
    waiting: (count: number) => `${count} waiting`,
    linked: (count: number) => `${count} linked`,
    unchanged: (count: number) => `${count} unchanged`,
    failed: (count: number) => `${count} failed`,
    "left-out": (count: number) => `${count} left out`,
    cancelled: (count: number) => `${count} cancelled`,
    withdrawn: (count: number) => `${count} withdrawn`,
  } satisfies Record<ItemState, (count: number) => string>,
  none: "none",
  noSource: "no source on disk",
} as const;
