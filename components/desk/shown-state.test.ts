import { describe, expect, it } from "vitest";
import { selectionOf } from "#lib/domain/facets";
import { projectIdSchema } from "#lib/domain/ids";
import { answerFor, nextShown, nothingShown, type ShownEvent, sameSelection } from "./shown-state.ts";
import { aRow } from "./test-items.ts";

const project = projectIdSchema.parse("11111111-1111-4111-8111-111111111111");
const selection = selectionOf(project, "internal");
const versions = { rows: [aRow()], remarks: [], askedAt: "2026-11-22T17:00:00Z" };
const problem = { code: "ftrack-unavailable", sentence: "ftrack does not answer.", errorId: null } as const;
const following = (...events: ShownEvent[]) => events.reduce(nextShown, nothingShown);

describe("the table", () => {
  it("keeps its rows while it is asked for again", () => {
    const shown = following(
      { type: "asked", question: 1 },
      { type: "answered", question: 1, selection, versions },
      { type: "asked", question: 2 },
    );
    expect(shown).toMatchObject({ phase: "asking", answer: { versions } });
  });

  it("drops an answer that a later question overtook", () => {
    const shown = following(
      { type: "asked", question: 1 },
      { type: "asked", question: 2 },
      { type: "answered", question: 1, selection, versions },
    );
    expect(shown).toMatchObject({ phase: "asking", answer: null });
  });

  it("forgets a problem when it is asked for again", () => {
    const shown = following({ type: "asked", question: 1 }, { type: "failed", question: 1, problem });
    expect(shown).toMatchObject({ phase: "failed", problem });
    expect(nextShown(shown, { type: "asked", question: 2 }).problem).toBeNull();
  });

  it("never shows rows of another project or upload type", () => {
    const shown = following({ type: "asked", question: 1 }, { type: "answered", question: 1, selection, versions });
    expect(answerFor(shown, selectionOf(project, "client"))).toBeNull();
    expect(answerFor(shown, null)).toBeNull();
    expect(answerFor(shown, { ...selection, shot: ["x"] })).not.toBeNull();
  });
});

it("takes two selections for the same whatever the order of their values", () => {
  expect(sameSelection({ ...selection, shot: ["a", "b"] }, { ...selection, shot: ["b", "a"] })).toBe(true);
  expect(sameSelection({ ...selection, shot: ["a"] }, { ...selection, sequence: ["a"] })).toBe(false);
});
