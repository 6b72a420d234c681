import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFtrack } from "#lib/adapters/ftrack/ftrack";
import { lineTo } from "#lib/adapters/ftrack/test-line";
import type { Project } from "#lib/domain/deliverable";
import { sampleConfiguration } from "#lib/domain/domain-samples";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { changedVersions } from "./changed-versions.ts";

const version = (name: string, number: number, status: string) => [
  create("AssetVersion", {
    id: idOf(name),
    asset_id: idOf("liveasset"),
    version: number,
    task_id: idOf("task1"),
    status_id: idOf(status),
  }),
  create("FileComponent", { id: idOf(`${name}file`), name: "main", file_type: ".mov", version_id: idOf(name) }),
];
const asset = create("Asset", {
  id: idOf("liveasset"),
  name: "live",
  context_id: idOf("sh0010"),
  type_id: idOf("render"),
});
const now = () => new Date("2026-11-22T10:00:00Z");
let server: FtrackServer;
let ftrack: FtrackPort;
let posts = 0;
let project: Project;

beforeAll(async () => {
  server = await startFtrack({
    operations: [...tinyStudio, asset, ...version("livefine", 81, "ready"), ...version("liveraw", 82, "wip")],
  });
  ftrack = createFtrack({ ...lineTo(server, tinyUser), onCall: () => void posts++ });
  const found = (await ftrack.projects()).find(({ name }) => name === "NXP");
  if (found === undefined) throw new Error("The tiny studio has NXP.");
  project = found;
});
afterAll(() => server.close());

function changed(touched: { versionIds?: string[]; taskIds?: string[] }) {
  const configuration = sampleConfiguration();
  return changedVersions({ ftrack, configuration, now }, { project, versionIds: [], taskIds: [], ...touched });
}

describe("versions that may have changed", () => {
  it("are judged by the rule of each upload type, in one question however many there are", async () => {
    const first = await changed({ versionIds: [idOf("livefine"), idOf("liveraw")] });
    posts = 0;
    const { internal, client } = await changed({
      versionIds: [idOf("livefine"), idOf("liveraw")],
      taskIds: [idOf("task1")],
    });
    expect(posts).toBe(1);
    expect(internal).toEqual(expect.arrayContaining(first.internal));
    const fine = internal.find(({ versionId }) => versionId === idOf("livefine"));
    expect(fine).toMatchObject({ at: "2026-11-22T10:00:00.000Z", now: { reasons: [] } });
    expect(fine?.now?.deliverables.map(({ componentId }) => componentId)).toEqual([idOf("livefinefile")]);
    const raw = internal.find(({ versionId }) => versionId === idOf("liveraw"));
    expect(raw?.now?.reasons[0]).toContain("internal needs *Ready to review*");
    expect(raw?.now?.deliverables).toEqual([]);
    expect(client.every((state) => (state.now?.reasons.length ?? 0) > 0)).toBe(true);
  });

  it("are found by their task too, unless their own status is none that is asked for", async () => {
    const { internal } = await changed({ taskIds: [idOf("task1")] });
    const ids = internal.map(({ versionId }) => versionId);
    expect(ids).toContain(idOf("livefine"));
    expect(ids).not.toContain(idOf("liveraw"));
  });

  it("are said to be gone where ftrack has them no more", async () => {
    const { client } = await changed({ versionIds: [idOf("nobody")] });
    expect(client).toEqual([{ versionId: idOf("nobody"), at: "2026-11-22T10:00:00.000Z", now: null }]);
  });
});
