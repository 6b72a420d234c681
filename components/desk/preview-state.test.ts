import { describe, expect, it } from "vitest";
import type { Preview, PreviewItem } from "#lib/domain/desk";
import { projectIdSchema } from "#lib/domain/ids";
import type { PlanTotals } from "#lib/domain/plan";
import {
  heldConsents,
  nextPreview,
  noConsents,
  type OpenPreview,
  uploadHindrance,
  type Wish,
} from "./preview-state.ts";
import { anItem, aTree } from "./test-items.ts";

const project = projectIdSchema.parse("11111111-1111-4111-8111-111111111111");
const wish: Wish = { project, uploadType: "internal", components: [], destination: "/p/00_ftp", comment: "" };
const totals: PlanTotals = {
  items: 1,
  runs: 1,
  unchanged: 0,
  awaitingConsent: 0,
  stopped: 0,
  links: 4,
  bytes: 10,
  warnings: 0,
};

function aPreview(items: readonly PreviewItem[] = [anItem()], changed: Partial<PlanTotals> = {}): Preview {
  const plan = {
    project: { id: project, name: "NXP" },
    uploadType: "internal" as const,
    destination: "/p/00_ftp",
    comment: "",
    consents: noConsents,
    items,
    totals: { ...totals, ...changed },
    digest: "0".repeat(64),
  };
  return { plan, tree: aTree, supervisors: [], remarks: [] };
}

function opened(events: Parameters<typeof nextPreview>[1][]): OpenPreview | null {
  return events.reduce(nextPreview, null);
}
const asked = { type: "asked", question: 1, wish, consents: noConsents, notice: null } as const;

describe("the preview on screen", () => {
  it("stays while another consent is asked about, and gives way to the answer", () => {
    const first = aPreview();
    const second = aPreview();
    const state = opened([asked, { type: "answered", question: 1, preview: first }, { ...asked, question: 2 }]);
    expect(state).toMatchObject({ phase: "asking", preview: first });
    expect(nextPreview(state, { type: "answered", question: 2, preview: second })).toMatchObject({
      phase: "ready",
      preview: second,
    });
  });

  it("does not stay for another wish", () => {
    const other = { ...asked, question: 2, wish: { ...wish, destination: "/p/00_ftp/b" } };
    expect(opened([asked, { type: "answered", question: 1, preview: aPreview() }, other])?.preview).toBeNull();
  });

  it("drops an answer to an earlier question", () => {
    const state = opened([asked, { ...asked, question: 2 }, { type: "answered", question: 1, preview: aPreview() }]);
    expect(state).toMatchObject({ phase: "asking", preview: null });
  });

  it("ignores an answer that comes after it was closed", () => {
    expect(opened([asked, { type: "closed" }, { type: "answered", question: 1, preview: aPreview() }])).toBeNull();
  });

  it("keeps the plan beside the problem when the upload was refused", () => {
    const problem = { code: "conflict", sentence: "Another upload is there.", errorId: null } as const;
    const state = opened([
      asked,
      { type: "answered", question: 1, preview: aPreview() },
      { type: "submitting" },
      { type: "refused", problem },
    ]);
    expect(state).toMatchObject({ phase: "ready", problem });
    expect(state?.preview).not.toBeNull();
  });
});

describe("a preview that takes long", () => {
  it("can be left, goes on, and is there for one who comes back", () => {
    const left = opened([asked, { type: "left" }, { type: "answered", question: 1, preview: aPreview() }]);
    expect(left).toMatchObject({ hidden: true, phase: "ready" });
    expect(nextPreview(left, { type: "came-back" })).toMatchObject({ hidden: false, phase: "ready" });
  });

  it("stays out of the way when it has to be made again, and not when another is asked for", () => {
    const left = opened([asked, { type: "left" }]);
    expect(nextPreview(left, { ...asked, question: 2 })).toMatchObject({ hidden: true });
    expect(nextPreview(left, { ...asked, question: 2, wish: { ...wish } })).toMatchObject({ hidden: false });
  });

  it("can be left while it is submitted, and then says which upload came of it", () => {
    const submitted = opened([
      asked,
      { type: "answered", question: 1, preview: aPreview() },
      { type: "submitting" },
      { type: "left" },
      { type: "submitted", uploadId: "u1" },
    ]);
    expect(submitted).toMatchObject({ hidden: true, phase: "submitted", uploadId: "u1" });
    expect(submitted && uploadHindrance(submitted)).toContain("was submitted");
  });
});

describe("a consent", () => {
  const consents = { replace: true, warnings: true };
  const warned = anItem({ warnings: ["2 extra frames: 1101, 1102."] });

  it("holds while what was read is still what there is", () => {
    expect(heldConsents(aPreview([warned]), aPreview([warned]), consents)).toEqual(consents);
  });

  it("to warnings falls when another warning came", () => {
    const now = anItem({ warnings: ["3 extra frames: 1101-1103."] });
    expect(heldConsents(aPreview([warned]), aPreview([now]), consents)).toEqual({ replace: true, warnings: false });
  });

  it("to replacing falls when another link would be replaced", () => {
    const link = { source: "/s/a", target: "/p/00_ftp/a", text: "../s/a", verdict: "replace" } as const;
    const before = anItem({ links: [link] });
    const now = anItem({ links: [link, { ...link, target: "/p/00_ftp/b" }] });
    expect(heldConsents(aPreview([before]), aPreview([now]), consents)).toEqual({ replace: false, warnings: true });
  });
});

describe("Upload", () => {
  const ready = (changed: Partial<PlanTotals>) => {
    const state = opened([asked, { type: "answered", question: 1, preview: aPreview([anItem()], changed) }]);
    return state === null ? "closed" : uploadHindrance(state);
  };

  it("can be pressed when something would run", () => {
    expect(ready({ runs: 1, stopped: 3 })).toBeNull();
  });

  it("waits for a consent, and says so", () => {
    expect(ready({ runs: 0, awaitingConsent: 2 })).toContain("consent");
  });

  it("says that nothing is left to do, or that nothing can be done", () => {
    expect(ready({ runs: 0, unchanged: 2 })).toContain("in place already");
    expect(ready({ runs: 0, stopped: 2 })).toContain("Nothing here can be uploaded");
  });

  it("can't be pressed while the plan is being made", () => {
    const state = opened([asked]);
    expect(state && uploadHindrance(state)).toContain("being made");
  });
});
