import { describe, expect, it } from "vitest";
import type { ShownVersions } from "#lib/domain/desk";
import { sampleId } from "#lib/domain/domain-samples";
import { selectionOf } from "#lib/domain/facets";
import { componentIdSchema, projectIdSchema, versionIdSchema } from "#lib/domain/ids";
import type { VersionState } from "#lib/domain/versions-news";
import { hearNews, liveRows, nothingHeard } from "./live-rows.ts";
import { aRow } from "./test-items.ts";

const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, "0")}:00.000Z`;
const row = (number: number, more: Parameters<typeof aRow>[0] = {}) =>
  aRow({
    componentId: componentIdSchema.parse(sampleId(100 + number)),
    versionId: versionIdSchema.parse(sampleId(200 + number)),
    ...more,
  });
const one = row(1);
const two = row(2);
const versions = (askedAt: string, ...rows: ShownVersions["rows"]): ShownVersions => ({ rows, remarks: [], askedAt });
const selection = selectionOf(projectIdSchema.parse(sampleId(1)), "internal");
const answer = { selection, versions: versions(at(10), one, two) };
const progress = { id: "s2", name: "In progress", color: "#999999" };
const state = (of: typeof one, minute: number, changes: Partial<NonNullable<VersionState["now"]>> = {}) => ({
  versionId: of.versionId as string,
  at: at(minute),
  now: { status: of.versionStatus, task: of.task, reasons: [], deliverables: [of], ...changes },
});
const lost = (of: typeof one, minute: number) =>
  state(of, minute, {
    task: of.task && { ...of.task, status: progress },
    reasons: ["task is *In progress*; internal needs *Pending Internal review*"],
    deliverables: [],
  });

describe("rows while ftrack changes", () => {
  it("are as they were listed where nothing was heard", () => {
    expect(liveRows(answer, null, [])).toEqual({ changed: new Map(), more: 0 });
    expect(liveRows(answer, null, [state(one, 11)])).toEqual({ changed: new Map(), more: 0 });
  });

  it("say with the rule's reason that they are no longer ready, and with which status", () => {
    const { changed, more } = liveRows(answer, null, [lost(one, 11)]);
    expect([...changed.keys()]).toEqual([one.componentId]);
    expect(changed.get(one.componentId)).toEqual({
      versionStatus: one.versionStatus,
      taskStatus: progress,
      lost: "task is *In progress*; internal needs *Pending Internal review*",
    });
    expect(more).toBe(0);
  });

  it("are ready again when they are, the newest news counting in whatever order it comes", () => {
    const news = { since: at(1), deafSince: null, whole: false };
    const back = hearNews(hearNews(nothingHeard, { ...news, changed: [state(one, 13)] }), {
      ...news,
      changed: [lost(one, 12)],
    });
    expect(liveRows(answer, null, back.states).changed.size).toBe(0);
  });

  it("know already what was heard of before they were asked for", () => {
    expect(liveRows(answer, null, [lost(one, 9)]).changed.size).toBe(0);
  });

  it("say that they are gone", () => {
    const gone = { versionId: one.versionId, at: at(11), now: null };
    expect(liveRows(answer, null, [gone]).changed.get(one.componentId)?.lost).toContain("not in ftrack any more");
  });
});

describe("what is ready by now and not listed", () => {
  const three = row(3);

  it("is counted where it fits what was asked for", () => {
    expect(liveRows(answer, null, [state(three, 11)]).more).toBe(1);
    const other = { selection: { ...selection, extension: ["mov"] }, versions: answer.versions };
    expect(liveRows(other, null, [state(three, 11)]).more).toBe(0);
  });

  it("is not counted any more once it is not ready", () => {
    expect(liveRows(answer, null, [lost(three, 11)]).more).toBe(0);
  });
});

describe("rows that were asked for once more, because changes were missed", () => {
  const fresh = versions(at(20), { ...two, versionStatus: progress }, row(4));

  it("differ from how they were listed as the newer answer says", () => {
    const { changed, more } = liveRows(answer, fresh, []);
    expect(changed.get(one.componentId)?.lost).toBe("its status in ftrack was changed");
    expect(changed.get(two.componentId)).toMatchObject({ versionStatus: progress, lost: null });
    expect(more).toBe(1);
  });

  it("go on changing with what is heard after it", () => {
    const { changed, more } = liveRows(answer, fresh, [state(one, 21), lost(row(4), 22), lost(two, 19)]);
    expect(changed.has(one.componentId)).toBe(false);
    expect(changed.get(two.componentId)?.lost).toBeNull();
    expect(more).toBe(0);
  });
});
