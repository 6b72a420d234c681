import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRecord } from "#sandbox/ftrack/json";
import { OBJECT_TYPE, STATE } from "#sandbox/ftrack/known-ids";
import { idOf } from "#sandbox/ftrack/tiny-ids";
import { tinyUser } from "#sandbox/ftrack/tiny-workflow";
import { create, remove, UpdateListener, update } from "./update-listener.ts";

let studio: UpdateListener;

beforeAll(async () => {
  studio = await UpdateListener.start();
});

afterAll(() => studio.close());

const project = { entityId: idOf("nxp"), entityType: "show", entity_type: "Project", parentId: null };
const episode = { entityId: idOf("ep01"), entityType: "task", entity_type: "Episode", parentId: idOf("nxp") };
const sequence = { entityId: idOf("seq010"), entityType: "task", entity_type: "Sequence", parentId: idOf("ep01") };
const shot = { entityId: idOf("sh0010"), entityType: "task", entity_type: "Shot", parentId: idOf("seq010") };
const shotLine = [shot, sequence, episode, project];
const asset = { entityId: idOf("compout"), entityType: "asset", entity_type: "Asset", parentId: idOf("sh0010") };
const version = (name: string) => ({
  entityId: idOf(name),
  entityType: "assetversion",
  entity_type: "AssetVersion",
  parentId: idOf("compout"),
});

test("a version's new status is told with all that is above the version", async () => {
  await studio.post([update("AssetVersion", idOf("v1"), { status_id: idOf("approved") })], {
    "ftrack-Clienttoken": "token-1",
    "ftrack-pushtoken": "push-1",
  });
  const parents = [version("v1"), asset, ...shotLine];
  expect(await studio.client.event()).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    topic: "ftrack.update",
    data: {
      entities: [
        {
          ...version("v1"),
          action: "update",
          keys: ["statusid"],
          changes: { statusid: { old: idOf("wip"), new: idOf("approved") } },
          objectTypeId: null,
          parents,
        },
      ],
      parents: parents.map(({ entityId }) => entityId),
      user: { userid: idOf("artist"), name: "Ada Artist" },
      clientToken: "token-1",
      pushToken: "push-1",
    },
    source: {
      applicationId: "ftrack.server",
      id: "token-1",
      clientToken: "token-1",
      user: { id: idOf("artist"), username: tinyUser.username },
    },
    target: "",
    inReplyToEvent: null,
    sent: null,
  });
});

test("a client without tokens is told as nobody, whatever word it sends", async () => {
  await studio.post([update("AssetVersion", [idOf("v1")], { comment: "again" })], { "ftrack-pushtoken": "undefined" });
  expect(await studio.client.event()).toMatchObject({
    data: { clientToken: null, pushToken: null },
    source: { id: "ftrack.server" },
  });
});

describe("each kind of write", () => {
  test("a new task has all its values, under the names of old", async () => {
    const id = idOf("newtask");
    const [task] = await studio.told(
      create("Task", { id, name: "paint", parent_id: idOf("sh0020"), type_id: idOf("comp"), start_date: "2026-03-02" }),
    );
    expect(task).toMatchObject({
      entityId: id,
      entityType: "task",
      entity_type: "Task",
      action: "add",
      parentId: idOf("sh0020"),
      objectTypeId: OBJECT_TYPE.task,
      changes: {
        id: { old: null, new: id },
        taskid: { old: null, new: id },
        name: { old: null, new: "paint" },
        parent_id: { old: null, new: idOf("sh0020") },
        showid: { old: null, new: idOf("nxp") },
        typeid: { old: null, new: idOf("comp") },
        statusid: { old: null, new: idOf("todo") },
        object_typeid: { old: null, new: OBJECT_TYPE.task },
        startdate: { old: null, new: "2026-03-02T00:00:00" },
        enddate: { old: null, new: null },
        thumbid: { old: null, new: null },
        bid: { old: null, new: 0 },
        context_type: { old: null, new: "task" },
      },
    });
    expect(task?.keys).toEqual(Object.keys(isRecord(task?.changes) ? task.changes : {}));
    expect(task?.keys).not.toContain("status_id");
  });

  test("what is removed is told with its last values, its place, and what goes with it", async () => {
    await studio.post([
      create("Shot", { id: idOf("doomed"), name: "doomed", parent_id: idOf("seq010") }),
      create("Task", { id: idOf("lost"), name: "lost", parent_id: idOf("doomed"), type_id: idOf("roto") }),
    ]);
    await studio.client.event();
    const entities = await studio.told(remove("Shot", idOf("doomed")));
    const [gone, below] = entities;
    expect(entities).toHaveLength(2);
    expect(gone).toMatchObject({
      entityId: idOf("doomed"),
      entity_type: "Shot",
      action: "remove",
      changes: { name: { old: "doomed", new: null }, parent_id: { old: idOf("seq010"), new: null } },
      parents: [{ entityId: idOf("doomed") }, sequence, episode, project],
    });
    expect(below).toMatchObject({
      entityId: idOf("lost"),
      action: "remove",
      changes: { typeid: { old: idOf("roto"), new: null } },
      parents: [{ entityId: idOf("lost") }, { entityId: idOf("doomed") }, sequence, episode, project],
    });
  });

  test("what goes below another parent is moved", async () => {
    const [moved] = await studio.told(update("Task", idOf("task2"), { parent_id: idOf("sh0020"), name: "moved" }));
    expect(moved).toMatchObject({
      action: "move",
      parentId: idOf("sh0020"),
      changes: {
        parent_id: { old: idOf("sh0010"), new: idOf("sh0020") },
        name: { old: "roto", new: "moved" },
      },
    });
    await studio.told(update("Task", idOf("task2"), { parent_id: idOf("sh0010"), name: "roto" }));
  });

  test("a project is a show", async () => {
    const [show] = await studio.told(update("Project", idOf("nxp"), { full_name: "The Planet" }));
    expect(show).toMatchObject({
      entityType: "show",
      entity_type: "Project",
      action: "update",
      changes: { fullname: { old: "Next Planet", new: "The Planet" } },
      parentId: null,
      parents: [project],
    });
    await studio.told(update("Project", idOf("nxp"), { full_name: "Next Planet" }));
  });

  test("a note is told with its text, below what it is about; who gets it, below the note", async () => {
    const entities = await studio.told(create("Note", { id: idOf("said"), content: "Bluer", parent_id: idOf("v2") }));
    expect(entities).toMatchObject([
      {
        entityType: "note",
        action: "add",
        changes: {
          noteid: { new: idOf("said") },
          text: { old: null, new: "Bluer" },
          userid: { new: idOf("artist") },
          noteparentid: { new: null },
          triggerdate: { new: expect.stringMatching(/^\d{4}-/) },
        },
        parents: [{ entityId: idOf("said") }, version("v2"), asset, ...shotLine],
      },
      { entityType: "recipient", entityId: `${idOf("said")},${idOf("artist")}` },
    ]);
    const [changed] = await studio.told(update("Note", idOf("said"), { content: "Redder" }));
    expect(changed?.changes).toEqual({ text: { old: "Bluer", new: "Redder" } });
  });

  test.each([
    [
      "a link between tasks",
      create("TypedContextLink", { from_id: idOf("task1"), to_id: idOf("task3") }),
      { entityType: "dependency", changes: { to_id: { new: idOf("task3") } } },
    ],
    [
      "an assignment",
      create("Appointment", { type: "assignment", context_id: idOf("task3"), resource_id: idOf("boss") }),
      { entityType: "appointment", entity_type: "Appointment", changes: { resource_id: { new: idOf("boss") } } },
    ],
    [
      "a user",
      update("User", idOf("boss"), { first_name: "Bob" }),
      { entityType: "user", changes: { firstname: { old: "Bo", new: "Bob" } }, parents: [{ entityId: idOf("boss") }] },
    ],
    [
      "a list",
      create("AssetVersionList", { name: "Tuesday", project_id: idOf("nxp"), category_id: idOf("dailies") }),
      { entityType: "list", entity_type: "AssetVersionList", changes: { showid: { new: idOf("nxp") } } },
    ],
    [
      "metadata",
      update("Metadata", [idOf("v2"), "shift"], { value: "50%" }),
      { entityType: "metadata", entityId: `${idOf("v2")},shift`, parentId: idOf("v2") },
    ],
    [
      "a component",
      create("Component", { name: "extra", version_id: idOf("v2") }),
      { entityType: "component", entity_type: "FileComponent", parentId: idOf("v2") },
    ],
    [
      "a status of the studio",
      create("Status", { name: "Omitted", state: { __entity_type__: "State", id: STATE.done } }),
      { entityType: "status", action: "add", changes: { name: { new: "Omitted" } } },
    ],
    [
      "a project of a user's role",
      create("UserSecurityRoleProject", { user_security_role_id: idOf("role"), project_id: idOf("nxp") }),
      {
        entityType: "userroleproject",
        changes: { project_id: { old: null, new: idOf("nxp") } },
        parents: [{}, { entityType: "userrole" }, { entityType: "user", entityId: idOf("boss") }],
      },
    ],
  ])("%s", async (_, operation, expected) => {
    expect((await studio.told(operation))[0]).toMatchObject(expected);
  });
});
