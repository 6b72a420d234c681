import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collected } from "#lib/domain/collected";
import type { Project } from "#lib/domain/deliverable";
import { componentIdSchema, projectIdSchema } from "#lib/domain/ids";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { createFtrack } from "./ftrack.ts";
import type { FtrackCall } from "./session.ts";
import { whole } from "./test-line.ts";

const centralized = {
  scenario: "ftrack.centralized-storage",
  data: { accessor: { mount_points: { linux: "/mnt/prj", osx: "/Volumes/prj", windows: "P:\\" } } },
};
const nxp = projectIdSchema.parse(idOf("nxp"));
const component = (name: string) => componentIdSchema.parse(idOf(name));
const ready = { versionStatusIds: [idOf("ready")], taskStatusIds: [idOf("pending")], missing: [] };

const manyShots = [...Array(60).keys()].flatMap((at) => [
  create("Shot", { id: idOf(`many${at}`), name: `mny${at}`, parent_id: idOf("seq010") }),
  create("Task", {
    id: idOf(`mtask${at}`),
    name: "roto",
    parent_id: idOf(`many${at}`),
    type_id: idOf("roto"),
    status_id: idOf("wip"),
  }),
  create("Asset", { id: idOf(`masset${at}`), name: "mask", context_id: idOf(`many${at}`), type_id: idOf("render") }),
]);

/** `count` versions with one component each, spread over the first `shots` of those shots. */
function manyVersions(count: number, shots: number, status: string, prefix: string) {
  return [...Array(count).keys()].flatMap((at) => [
    create("AssetVersion", {
      id: idOf(`${prefix}v${at}`),
      asset_id: idOf(`masset${at % shots}`),
      task_id: idOf(`mtask${at % shots}`),
      status_id: idOf(status),
    }),
    create("FileComponent", {
      id: idOf(`${prefix}c${at}`),
      name: "main",
      file_type: ".mov",
      version_id: idOf(`${prefix}v${at}`),
    }),
  ]);
}

const extras = [
  create("AssetVersion", {
    id: idOf("onhero"),
    asset_id: idOf("herotex"),
    task_id: idOf("herotask"),
    status_id: idOf("ready"),
  }),
  create("FileComponent", { id: idOf("tex"), name: "main", file_type: ".tif", version_id: idOf("onhero") }),
  create("FileComponent", { id: idOf("f3"), name: "1003", file_type: ".exr", container_id: idOf("left") }),
  create("FileComponent", { id: idOf("f2"), name: "1002", file_type: ".exr", container_id: idOf("left") }),
  create("FileComponent", { id: idOf("odd"), name: "notes", file_type: ".txt", container_id: idOf("left") }),
];
const hero = [
  create("Asset", { id: idOf("herotex"), name: "texture", context_id: idOf("hero"), type_id: idOf("render") }),
  create("Task", {
    id: idOf("herotask"),
    name: "lookdev",
    parent_id: idOf("hero"),
    type_id: idOf("comp"),
    status_id: idOf("pending"),
  }),
];

let server: FtrackServer;
let calls: FtrackCall[];
let ftrack: FtrackPort;
let project: Project;

beforeAll(async () => {
  server = await startFtrack({
    operations: [
      ...tinyStudio,
      ...hero,
      ...extras,
      ...manyShots,
      ...manyVersions(1100, 50, "approved", "a"),
      ...manyVersions(1100, 5, "wip", "b"),
    ],
    storageScenario: centralized,
    files: new Map([[idOf("thumb"), { contentType: "image/png", bytes: Buffer.from("a small picture") }]]),
  });
  calls = [];
  ftrack = createFtrack({
    server: `${server.url}/`,
    apiUser: tinyUser.username,
    apiKey: tinyUser.apiKey,
    timeoutMs: 10_000,
    onCall: (call) => calls.push(call),
  });
  const [first] = await ftrack.projects();
  if (!first) throw new Error("The tiny studio has a project.");
  project = first;
});
afterAll(() => server.close());

async function postsOf(work: () => Promise<unknown>): Promise<number> {
  const before = calls.length;
  await work();
  return calls.length - before;
}

test("projects are the active ones, with what paths need", async () => {
  expect(await ftrack.projects()).toEqual([
    {
      id: idOf("nxp"),
      name: "NXP",
      fullName: "Next Planet",
      schemaId: idOf("vfx"),
      root: "NXP",
      disk: { unix: "/mnt/prj", windows: "P:\\" },
    },
  ]);
});

describe("resolveStatuses", () => {
  test("finds ids without regard to case and outer blanks", async () => {
    const pair = { version: " ready TO review", task: "Pending internal Review " };
    expect(await ftrack.resolveStatuses(project, pair)).toEqual(ready);
  });

  test("looks into the workflows of task types too, and says what the schema lacks", async () => {
    expect(await ftrack.resolveStatuses(project, { version: "Ready to review", task: "Internal Approved" })).toEqual({
      versionStatusIds: [idOf("ready")],
      taskStatusIds: [idOf("approved")],
      missing: [],
    });
    expect(await ftrack.resolveStatuses(project, { version: "Not started", task: "Ready to review" })).toEqual({
      versionStatusIds: [],
      taskStatusIds: [],
      missing: [
        { of: "version", name: "Not started" },
        { of: "task", name: "Ready to review" },
      ],
    });
  });

  test("asks for a schema once", async () => {
    const pair = { version: "Ready to review", task: "In progress" };
    await ftrack.resolveStatuses(project, pair);
    expect(await postsOf(() => ftrack.resolveStatuses(project, pair))).toBe(0);
  });
});

describe("published", () => {
  test("gives each component with its version, complete", async () => {
    const found = await collected(ftrack.published(nxp, ready, "rows", whole));
    expect(found.map(({ componentId }) => componentId).sort()).toEqual(
      ["left", "movie", "thumb", "tex"].map(idOf).sort(),
    );
    expect(found.find(({ componentId }) => componentId === idOf("left"))).toEqual({
      componentId: idOf("left"),
      componentName: "left",
      fileType: ".exr",
      systemType: "sequence",
      size: 2048,
      places: [{ location: "ftrack.unmanaged", resourceIdentifier: "/mnt/prj/NXP/left.%04d.exr" }],
      memberFrames: null,
      reviewMeta: '{"frameIn": 1001}',
      version: {
        versionId: idOf("v2"),
        assetId: idOf("compout"),
        version: 2,
        status: { id: idOf("ready"), name: "Ready to review", color: "#F1C40F" },
        task: {
          id: idOf("task1"),
          name: "comp",
          department: { id: idOf("comp"), name: "Compositing" },
          status: { id: idOf("pending"), name: "Pending Internal review", color: "#E67E22" },
        },
        artist: { username: "api.artist", name: "Ada Artist" },
        date: "2026-03-02T08:00:00.000Z",
        comment: "second",
        newest: 2,
        thumbnailId: null,
        assetName: "compout",
        context: [
          { id: idOf("ep01"), name: "ep01", type: "Episode" },
          { id: idOf("seq010"), name: "seq010", type: "Sequence" },
          { id: idOf("sh0010"), name: "sh0010", type: "Shot" },
        ],
        shotFrames: { fstart: 1001, fend: null, handles: null },
      },
    });
  });

  test("knows an asset build below the project", async () => {
    const found = await collected(ftrack.published(nxp, ready, "facets", whole));
    const tex = found.find(({ componentId }) => componentId === idOf("tex"));
    expect(tex?.version.context).toEqual([{ id: idOf("hero"), name: "hero", type: "AssetBuild" }]);
  });

  test("leaves out what facets do not need", async () => {
    const before = calls.length;
    const found = await collected(ftrack.published(nxp, ready, "facets", whole));
    expect(found.find(({ componentId }) => componentId === idOf("left"))).toMatchObject({
      componentName: "left",
      places: [],
      reviewMeta: null,
      version: { assetName: "compout", date: null, task: { department: { name: "Compositing" } } },
    });
    expect(calls.length - before).toBe(1);
    const { last } = await (await fetch(`${server.url}/sandbox/calls`)).json();
    expect(last.at(-1)).not.toMatch(/location|custom_attributes|metadata/);
  });

  test("asks nothing where a status is not in the schema", async () => {
    const none = { versionStatusIds: [], taskStatusIds: [idOf("pending")], missing: [] };
    expect(
      await postsOf(async () => expect(await collected(ftrack.published(nxp, none, "rows", whole))).toEqual([])),
    ).toBe(0);
  });

  test("pages of 500 rows, and as many calls for 5 shots as for 50", async () => {
    const task = { taskStatusIds: [idOf("wip")], missing: [] };
    const fifty = { ...task, versionStatusIds: [idOf("approved")] };
    const five = { ...task, versionStatusIds: [idOf("wip")] };
    for (const detail of ["rows", "facets-and-places", "facets"] as const) {
      const found: string[] = [];
      for (const statuses of [fifty, five]) {
        const before = calls.length;
        const components = await collected(ftrack.published(nxp, statuses, detail, whole));
        found.push(
          `${components.length} in ${new Set(components.map(({ version }) => version.context.at(-1)?.id)).size}`,
        );
        // Three pages of rows, and one asked for ahead, which may still be on its way.
        await expect.poll(() => calls.length - before).toBe(4);
      }
      expect(found).toEqual(["1100 in 50", "1100 in 5"]);
    }
  });

  test("refuses what is no id before anything is sent", async () => {
    const evil = { ...ready, versionStatusIds: ['x") or (id like "%'] };
    await expect(collected(ftrack.published(nxp, evil, "rows", whole))).rejects.toMatchObject({ code: "bad-input" });
  });
});

describe("publishedById", () => {
  test("gives the asked components only, in the order asked, with the frames of sequences", async () => {
    const found = await ftrack.publishedById(nxp, [component("movie"), component("left"), component("movie")]);
    expect(found.map(({ componentId }) => componentId)).toEqual([idOf("movie"), idOf("left")]);
    expect(found.map(({ memberFrames }) => memberFrames)).toEqual([null, [1001, 1002, 1003]]);
    expect(found[1]?.places).toHaveLength(1);
  });

  test("leaves out unknown ids and those of other projects", async () => {
    const other = projectIdSchema.parse(idOf("old"));
    expect(await ftrack.publishedById(nxp, [component("nothing")])).toEqual([]);
    expect(await ftrack.publishedById(other, [component("left")])).toEqual([]);
    expect(await ftrack.publishedById(nxp, [])).toEqual([]);
  });

  test("keeps each query short, whatever the number of ids", async () => {
    const ids = [...Array(1100).keys()].map((at) => component(`ac${at}`));
    await fetch(`${server.url}/sandbox/calls/reset`, { method: "POST" });
    expect(await ftrack.publishedById(nxp, ids)).toHaveLength(1100);
    const { posts, last } = await (await fetch(`${server.url}/sandbox/calls`)).json();
    expect(posts).toBe(2);
    expect(Math.max(...last.map(({ length }: string) => length))).toBeLessThan(10_000);
  });
});

test("statusesOf gives the statuses of versions and their tasks as they are now", async () => {
  const found = await ftrack.statusesOf([idOf("v2"), idOf("p1"), idOf("nothing")]);
  expect([...found].map(([id, { version, task }]) => [id, version.name, task?.name ?? null]).sort()).toEqual(
    [
      [idOf("v2"), "Ready to review", "Pending Internal review"],
      [idOf("p1"), "Ready to review", null],
    ].sort(),
  );
});

test("notesOf gives a version's notes with who wrote them and when", async () => {
  expect(await ftrack.notesOf(idOf("v2"))).toEqual([
    { id: idOf("note"), author: "Bo Boss", date: "2026-03-03T12:00:00.000Z", content: "More blue", replyTo: null },
  ]);
  expect(await ftrack.notesOf(idOf("v1"))).toEqual([]);
  await expect(ftrack.notesOf('" or content like "%')).rejects.toMatchObject({ code: "bad-input" });
});

test("userId finds active users by their exact name", async () => {
  expect(await ftrack.userId("boss")).toBe(idOf("boss"));
  expect(await ftrack.userId("gone")).toBeNull();
  expect(await ftrack.userId('boss" or username like "%')).toBeNull();
  expect(await ftrack.userId('boss\\" or username like \\"%')).toBeNull();
});

test("storagePrefix is the centralized storage's mount point on this platform", async () => {
  const expected = { linux: "/mnt/prj", darwin: "/Volumes/prj", win32: "P:\\" }[String(process.platform)] ?? "/mnt/prj";
  expect(await ftrack.storagePrefix()).toBe(expected);
  const automatic = await startFtrack({ operations: tinyStudio });
  try {
    const other = createFtrack({
      server: automatic.url,
      apiUser: tinyUser.username,
      apiKey: tinyUser.apiKey,
      timeoutMs: 5000,
    });
    expect(await other.storagePrefix()).toBeNull();
  } finally {
    await automatic.close();
  }
});

describe("thumbnail", () => {
  test("gives an image that ftrack keeps", async () => {
    const image = await ftrack.thumbnail(idOf("thumb"), 200);
    expect(image?.contentType).toMatch(/^image\//);
    expect(image?.bytes.byteLength).toBeGreaterThan(0);
  });

  test("is null for what is no id", async () => {
    expect(await ftrack.thumbnail("../component/get", 200)).toBeNull();
  });
});

test("pageOf leads to the entity's page inside its project", () => {
  expect(ftrack.serverUrl).toBe(server.url);
  expect(ftrack.pageOf("AssetVersion", idOf("v2"), nxp)).toBe(
    `${server.url}/#slideEntityId=${idOf("v2")}&slideEntityType=assetversion&view=versions_v1&itemId=projects&entityId=${nxp}&entityType=show`,
  );
});
