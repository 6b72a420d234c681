import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collected } from "#lib/domain/collected";
import { projectIdSchema } from "#lib/domain/ids";
import type { PublishedComponent } from "#lib/domain/published";
import { searchWords } from "#lib/domain/version-search";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { createFtrack } from "./ftrack.ts";
import type { FtrackCall } from "./session.ts";
import { lineTo, whole } from "./test-line.ts";

const nxp = projectIdSchema.parse(idOf("nxp"));
const old = projectIdSchema.parse(idOf("old"));
const quotes = `hero "final" it's`;

function version(name: string, assetId: string, more: Record<string, unknown> = {}) {
  return create("AssetVersion", { id: idOf(name), asset_id: idOf(assetId), status_id: idOf("ready"), ...more });
}
const component = (name: string, versionId: string) =>
  create("FileComponent", { id: idOf(name), name: "main", file_type: ".mov", version_id: idOf(versionId) });

/** One asset into which two tasks publish by turns; and names that a query language could stumble over. */
const extras = [
  create("Asset", { id: idOf("shared"), name: "element", context_id: idOf("sh0010"), type_id: idOf("render") }),
  version("e1", "shared", { task_id: idOf("task1"), date: "2026-04-01T08:00:00" }),
  version("e2", "shared", { task_id: idOf("task1"), date: "2026-04-02T08:00:00" }),
  version("e3", "shared", { task_id: idOf("task2"), date: "2026-04-03T08:00:00" }),
  ...["e1", "e2", "e3"].map((name) => component(`${name}c`, name)),
  create("Asset", { id: idOf("odd"), name: `${quotes} a\\b`, context_id: idOf("sh0020"), type_id: idOf("render") }),
  version("o1", "odd", { date: "2026-01-01T08:00:00" }),
  create("Appointment", { id: idOf("as2"), type: "assignment", context_id: idOf("task1"), resource_id: idOf("gone") }),
];

let server: FtrackServer;
let calls: FtrackCall[];
let ftrack: FtrackPort;

beforeAll(async () => {
  server = await startFtrack({ operations: [...tinyStudio, ...extras] });
  calls = [];
  ftrack = createFtrack({ ...lineTo(server, tinyUser), timeoutMs: 10_000, onCall: (call) => calls.push(call) });
  await ftrack.ping();
});
afterAll(() => server.close());

async function postsOf(work: () => Promise<unknown>): Promise<number> {
  const before = calls.length;
  await work();
  return calls.length - before;
}
const search = (typed: string, limit = 30, project = nxp) => ftrack.searchVersions(project, searchWords(typed), limit);
const found = async (typed: string, limit?: number) =>
  (await search(typed, limit)).map(({ version: { assetName, version } }) => `${assetName} ${version}`);

describe("searchVersions", () => {
  test("finds versions by shot, asset and number, whatever their statuses, the newest first, in one query", async () => {
    expect(await found("sh0010")).toEqual(["element 3", "element 2", "element 1", "compout 2", "compout 1"]);
    expect(await found("SH0010 comp")).toEqual(["compout 2", "compout 1"]);
    expect(await found("sh0010_compout_v001")).toEqual(["compout 1"]);
    expect(await found("v2")).toEqual(["element 2", "compout 2"]);
    expect(await found("sh0010 plates")).toEqual([]);
    expect(await postsOf(() => search("sh0010"))).toBe(1);
  });

  test("gives no more than are asked for", async () => {
    expect(await found("sh0010", 2)).toEqual(["element 3", "element 2"]);
  });

  test("gives versions without task and without components too", async () => {
    const [plates] = await search("plates");
    expect(plates).toMatchObject({ version: { task: null, status: { name: "Ready to review" } }, components: [] });
  });

  test("stays inside the project", async () => {
    expect(await search("sh0010", 30, old)).toEqual([]);
  });

  test("finds quotes and backslashes as they are, and lets none of them out of their text", async () => {
    for (const typed of ['"final"', "it's", "a\\b", `hero "final" it's a\\b`]) {
      expect(await found(typed)).toEqual([expect.stringContaining(quotes)]);
    }
    for (const typed of ['x") or (id like "', "x') or (id like '", 'x\\") or (id like \\"', "x\\", '"', "\\"]) {
      const odd = await found(typed);
      expect(odd.filter((name) => !name.startsWith("hero"))).toEqual([]);
    }
    expect(await found('\\" or 1=1')).toEqual([]);
  });
});

describe("peopleAround", () => {
  test("names who is assigned to a task and who manages the project, in one POST", async () => {
    const tasks = [idOf("task1"), idOf("task2")];
    const people = await ftrack.peopleAround(nxp, tasks);
    expect([...people.assignees]).toEqual([[idOf("task1"), ["Ada Artist"]]]);
    expect(people.managers).toEqual([{ name: expect.any(String), role: "Supervisor" }]);
    expect(await postsOf(() => ftrack.peopleAround(nxp, tasks))).toBe(1);
  });

  test("knows nobody of a project without managers and versions without tasks", async () => {
    expect(await ftrack.peopleAround(old, [])).toEqual({ assignees: new Map(), managers: [] });
  });
});

describe("the newest version of the same asset and task", () => {
  const ready = { versionStatusIds: [idOf("ready")], taskStatusIds: [idOf("pending")], missing: [] };
  const newestOf = (components: readonly PublishedComponent[]) =>
    Object.fromEntries(
      components.map(({ version: { assetName, version, newest } }) => [`${assetName} ${version}`, newest]),
    );

  test("is told by the asset's latest version where that is of the same task, and asked for where it is not", async () => {
    const posts = await postsOf(async () => {
      expect(newestOf(await collected(ftrack.published(nxp, ready, "rows", whole)))).toMatchObject({
        "compout 2": 2,
        "element 1": 2,
        "element 2": 2,
      });
    });
    expect(posts).toBe(2);
  });

  test("is not asked for where facets are all that is wanted", async () => {
    expect(await postsOf(() => collected(ftrack.published(nxp, ready, "facets", whole)))).toBe(1);
  });
});
