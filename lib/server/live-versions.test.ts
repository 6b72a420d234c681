import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { projectIdSchema } from "#lib/domain/ids";
import { mostChanges, type VersionState, type VersionsNews } from "#lib/domain/versions-news";
import type { ChangeListener } from "#lib/services/ports/ftrack";
import { createLiveVersions, type LiveVersions } from "./live-versions.ts";

const nxp = projectIdSchema.parse("5f0c1b1e-0000-4000-8000-000000000001");
const other = projectIdSchema.parse("5f0c1b1e-0000-4000-8000-000000000002");
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });
const task = {
  id: "t1",
  name: "comp",
  department: { id: "d", name: "Comp" },
  status: { id: "s", name: "WIP", color: "#fff" },
};
let open: LiveVersions | null = null;

/** A hub and an ftrack that a test moves; versions are named by their ids, all of them on one task. */
function start(lingerMs = 3_600_000) {
  const line: { listener: ChangeListener | null; opened: number } = { listener: null, opened: 0 };
  const asked: { versionIds: readonly string[]; taskIds: readonly string[] }[] = [];
  const state = { down: false, clock: 0 };
  const moment = () => new Date(Date.UTC(2026, 10, 22) + state.clock++ * 1000);
  const stateOf = (versionId: string): VersionState => ({
    versionId,
    at: moment().toISOString(),
    now: { status: task.status, task, reasons: [], deliverables: [] },
  });
  const live = createLiveVersions({
    listen(listener) {
      line.listener = listener;
      line.opened += 1;
      return {
        close() {
          line.listener = null;
        },
      };
    },
    async read({ versionIds, taskIds }) {
      asked.push({ versionIds, taskIds });
      if (state.down) throw new Error("ftrack gone");
      const states = versionIds.map(stateOf);
      return { internal: states, client: states };
    },
    now: moment,
    onError: () => undefined,
    gatherMs: 10,
    lingerMs,
  });
  open = live;
  return { live, line, asked, state };
}

function follower() {
  const news: VersionsNews[] = [];
  return { news, onNews: (one: VersionsNews) => void news.push(one), onEnd: () => undefined };
}

function changes(project: string | null, versionIds: readonly string[], taskIds: readonly string[] = []) {
  const parents = project === null ? [] : [{ entityType: "show", entityId: project }];
  const entity = (entityType: string) => (entityId: string) => ({
    ...{ entityType, entityId, action: "update", changes: { statusid: {} }, parents },
  });
  const entities = [...versionIds.map(entity("assetversion")), ...taskIds.map(entity("task"))];
  return { topic: "ftrack.update", data: { entities } };
}

const ids = ({ changed }: VersionsNews) => changed.map(({ versionId }) => versionId);

afterEach(() => open?.close());

describe("following the versions of a project", () => {
  it("connects once for all, and only while somebody follows or a short while after", async () => {
    const { live, line } = start(30);
    expect(live.hub().wanted).toBe(false);
    const leave = [live.follow(nxp, "internal", follower()), live.follow(other, "client", follower())];
    expect(line.opened).toBe(1);
    for (const end of leave) end();
    const back = live.follow(nxp, "internal", follower());
    await sleep(60);
    expect(line.listener).not.toBeNull();
    back();
    await soon(() => line.listener).toBeNull();
    expect(live.hub()).toEqual({ wanted: false, since: null, deaf: null });
  });

  it("gathers changes, reads each project alone and tells its followers", async () => {
    const { live, line, asked } = start();
    const [one, two] = [follower(), follower()];
    live.follow(nxp, "internal", one);
    live.follow(other, "internal", two);
    line.listener?.onHeard();
    for (const id of ["v1", "v2", "v1"]) line.listener?.onUpdate(changes(nxp, [id]));
    await soon(() => one.news.length).toBe(3);
    expect(asked).toEqual([{ versionIds: ["v1", "v2"], taskIds: [] }]);
    expect(one.news.map(({ whole, since }) => [whole, since !== null])).toEqual([
      [true, false],
      [true, true],
      [false, true],
    ]);
    expect(two.news.length).toBe(2);
    line.listener?.onUpdate(changes(null, ["v3"]));
    await soon(() => two.news.length).toBe(3);
  });

  it("tells one who comes later all that changed since changes are heard of", async () => {
    const { live, line } = start();
    const one = follower();
    live.follow(nxp, "client", one);
    line.listener?.onHeard();
    line.listener?.onUpdate(changes(nxp, ["v1"]));
    await soon(() => one.news.length).toBe(3);
    const late = follower();
    live.follow(nxp, "client", late);
    expect(late.news[0]).toMatchObject({ whole: true, since: one.news[1]?.since, deafSince: null });
    expect(late.news.map(ids)).toEqual([["v1"]]);
  });

  it("asks again for versions that are known when their task changes", async () => {
    const { live, line, asked } = start();
    live.follow(nxp, "client", follower());
    line.listener?.onHeard();
    line.listener?.onUpdate(changes(nxp, ["v1"]));
    await soon(() => asked.length).toBe(1);
    await sleep(5);
    line.listener?.onUpdate(changes(nxp, [], ["t1"]));
    await soon(() => asked.length).toBe(2);
    expect(asked[1]).toEqual({ versionIds: ["v1"], taskIds: ["t1"] });
  });

  it("says from when on it hears nothing, and begins anew when it is back", async () => {
    const { live, line } = start();
    const one = follower();
    live.follow(nxp, "internal", one);
    line.listener?.onHeard();
    const first = one.news.at(-1)?.since ?? "";
    line.listener?.onUpdate(changes(nxp, ["v1"]));
    await soon(() => one.news.length).toBe(3);
    line.listener?.onDeaf("it broke off");
    line.listener?.onDeaf("it is still away");
    expect(one.news.length).toBe(4);
    expect(one.news[3]).toMatchObject({ since: null, deafSince: expect.any(String) });
    expect(live.hub().deaf?.reason).toBe("it is still away");
    line.listener?.onHeard();
    expect(one.news[4]).toMatchObject({ whole: true, deafSince: null, changed: [] });
    expect((one.news[4]?.since ?? "") > first).toBe(true);
  });

  it("says so too where changes are heard of and can't be read, and loses none", async () => {
    const { live, line, state } = start();
    const one = follower();
    live.follow(nxp, "internal", one);
    line.listener?.onHeard();
    state.down = true;
    line.listener?.onUpdate(changes(nxp, ["v1"]));
    await soon(() => one.news.at(-1)?.deafSince ?? null).not.toBeNull();
    line.listener?.onUpdate(changes(nxp, ["v2"]));
    state.down = false;
    await soon(() => one.news.at(-1)?.since ?? null).not.toBeNull();
    expect(one.news.at(-1)?.since).toBe(one.news[1]?.since);
    expect(one.news.flatMap(ids).sort()).toEqual(["v1", "v2"]);
  });

  it("has everybody ask anew where too much changes at once", async () => {
    const { live, line, asked } = start();
    const one = follower();
    live.follow(nxp, "internal", one);
    line.listener?.onHeard();
    const many = Array.from({ length: mostChanges }, (_, at) => `v${at}`);
    line.listener?.onUpdate(changes(nxp, many));
    await soon(() => one.news.length).toBe(3);
    expect(asked).toEqual([]);
    expect(one.news[2]).toMatchObject({ whole: true, changed: [] });
    expect((one.news[2]?.since ?? "") > (one.news[1]?.since ?? "")).toBe(true);
  });
});
