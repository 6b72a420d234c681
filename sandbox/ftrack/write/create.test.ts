import { beforeEach, describe, expect, test } from "vitest";
import { LOCATION, OBJECT_TYPE, PRIORITY } from "#sandbox/ftrack/known-ids";
import { listAt, OpenStudio, recordAt, refusalOf } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
});

describe("create", () => {
  test("keeps the id that the client gives, and makes one otherwise", () => {
    expect(studio.create("Scope", { id: idOf("mine"), name: "x" }).id).toBe(idOf("mine"));
    expect(studio.create("Scope", { name: "y" }).id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("a taken primary key is an IntegrityError", () => {
    expect(
      refusalOf(() => studio.create("Scope", { id: idOf("a") }) && studio.create("Scope", { id: idOf("a") })),
    ).toBe(`IntegrityError: Duplicate entry '${idOf("a")}' for key 'PRIMARY'`);
  });

  test.each([
    ["Shot", { name: "sh0010", parent_id: idOf("seq010") }],
    ["Project", { name: "NXP", project_schema_id: idOf("vfx") }],
    ["User", { username: "boss" }],
    ["Asset", { name: "compout", context_id: idOf("sh0010"), type_id: idOf("render") }],
    ["AssetVersion", { asset_id: idOf("compout"), version: 2 }],
    ["ComponentLocation", { component_id: idOf("left"), location_id: LOCATION.unmanaged }],
    ["Metadata", { parent_id: idOf("v2"), key: "shift", value: "x" }],
  ])("a taken name of a %s is an IntegrityError", (type, data) => {
    expect(refusalOf(() => studio.create(type, data))).toMatch(/^IntegrityError: Duplicate entry/);
  });

  test("versions number themselves, per asset", () => {
    expect(studio.create("AssetVersion", { asset_id: idOf("compout") }).version).toBe(3);
    expect(studio.create("AssetVersion", { asset: { __entity_type__: "Asset", id: idOf("plates") } }).version).toBe(2);
    studio.remove("AssetVersion", [idOf("v2")]);
    expect(studio.create("AssetVersion", { asset_id: idOf("compout") }).version).toBe(4);
  });

  test("first statuses and types follow from the project schema", () => {
    const version = studio.create("AssetVersion", { asset_id: idOf("compout") });
    expect(version.status_id).toBe(idOf("wip"));
    expect(studio.create("Shot", { name: "new", parent_id: idOf("seq010") }).status_id).toBe(idOf("todo"));
    const task = studio.create("Task", { name: "new", parent_id: idOf("sh0020") });
    expect(task).toMatchObject({ type_id: idOf("comp"), status_id: idOf("todo"), priority_id: PRIORITY.none });
    const roto = studio.create("Task", { name: "roto2", parent_id: idOf("sh0020"), type_id: idOf("roto") });
    expect(roto.status_id).toBe(idOf("wip"));
    const sequence = { name: "seq020", parent_id: idOf("nxp"), status_id: idOf("wip") };
    expect(studio.create("Sequence", sequence)).not.toHaveProperty("status_id");
  });

  test("a new entity finds its place in the tree", () => {
    const shot = studio.create("Shot", { name: "new", parent_id: idOf("seq010") });
    expect(shot).toMatchObject({ project_id: idOf("nxp"), object_type_id: OBJECT_TYPE.shot, context_type: "task" });
    const project = studio.create("Project", { id: idOf("new"), name: "new", project_schema_id: idOf("vfx") });
    expect(project).toMatchObject({ project_id: idOf("new"), status: "active", full_name: "new" });
    const folder = studio.create("TypedContext", {
      name: "lib",
      parent_id: idOf("new"),
      object_type_id: OBJECT_TYPE.folder,
    });
    expect(folder.__entity_type__).toBe("TypedContext");
    expect(studio.count("Folder where project.name is new")).toBe(1);
  });

  test("the caller and the time are stamped on what people make", () => {
    const version = studio.create("AssetVersion", { asset_id: idOf("compout") });
    expect(version.user_id).toBe(idOf("artist"));
    expect(recordAt(version, "date").value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect(studio.create("Task", { name: "t", parent_id: idOf("sh0020") }).created_by_id).toBe(idOf("artist"));
  });

  test("the answer has the type that was asked for, and what was given or filled in", () => {
    const component = studio.create("Component", { name: "side", file_type: ".exr", version_id: idOf("v2") });
    expect(component).toMatchObject({ __entity_type__: "Component", system_type: "file", size: 0, file_type: ".exr" });
    expect(component).toMatchObject({ version: { __entity_type__: "AssetVersion", id: idOf("v2") } });
    expect(studio.query("Component where name is side")[0]?.__entity_type__).toBe("FileComponent");
  });

  test("touched collections of an entity of the same batch are told as references", () => {
    const [component, location] = studio.call([
      { action: "create", entity_type: "FileComponent", entity_data: { id: idOf("data"), name: "data" } },
      {
        action: "create",
        entity_type: "ComponentLocation",
        entity_data: {
          id: idOf("place"),
          component_id: idOf("data"),
          location_id: LOCATION.server,
          resource_identifier: idOf("data"),
        },
      },
    ]);
    const places = listAt(recordAt(component, "data"), "component_locations");
    expect(places).toMatchObject([{ id: idOf("place"), resource_identifier: idOf("data") }]);
    expect(recordAt(location, "data")).toEqual({ __entity_type__: "ComponentLocation", id: idOf("place") });
  });

  test("the caller becomes a recipient of a note that it writes", () => {
    const note = studio.create("Note", { content: "Hi", parent_id: idOf("v2"), parent_type: "asset_version" });
    expect(note).toMatchObject({ user_id: idOf("artist"), project_id: idOf("nxp") });
    const [recipient] = studio.query(`Recipient where note_id is ${String(note.id)}`);
    expect(recipient).toMatchObject({ resource_id: idOf("artist") });
  });

  test("a note in another's name keeps that author", () => {
    const note = studio.create("Note", { content: "Hi", parent_id: idOf("v2"), user_id: idOf("boss") });
    expect(studio.count(`Note where id is ${String(note.id)} and author.username is boss`)).toBe(1);
    expect(studio.query(`select parent_type from Note where id is ${String(note.id)}`)[0]?.parent_type).toBe(
      "AssetVersion",
    );
  });

  test("dates are taken with offsets, fractions or Z", () => {
    const sent = ["2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05.678901", "2026-01-02T01:04:05.000Z"];
    for (const value of [...sent, ...sent.map((text) => ({ __type__: "datetime", value: text }))]) {
      const log = studio.create("Timelog", { start: value, duration: 1, context_id: idOf("task1") });
      const [stored] = studio.query(`select start from Timelog where id is ${String(log.id)}`);
      expect(stored?.start).toEqual({ __type__: "datetime", value: "2026-01-02T01:04:05" });
    }
  });

  test("text that looks like a date to a client stays text", () => {
    const value = { __type__: "datetime", value: "2026-01-02T01:04:05.000Z" };
    expect(studio.create("Metadata", { parent_id: idOf("v1"), key: "sent", value }).value).toBe(value.value);
  });

  test("collections can be given with the entity", () => {
    const version = studio.create("AssetVersion", {
      id: idOf("v3"),
      asset_id: idOf("compout"),
      metadata: [{ __entity_type__: "Metadata", key: "a", value: "1" }],
      custom_attributes: [{ __entity_type__: "AssetVersionCustomAttributeValue", key: "delivered", value: true }],
      uses_versions: [{ __entity_type__: "AssetVersion", id: idOf("p1") }],
    });
    expect(listAt(version, "metadata")).toHaveLength(1);
    expect(studio.count("AssetVersion where metadata any (key is a and value is 1)")).toBe(1);
    expect(studio.count("AssetVersion where custom_attributes any (key is delivered and value is true)")).toBe(1);
    expect(studio.count("AssetVersion where used_in_versions any (id is #v3)")).toBe(1);
  });

  test.each([
    ["Task", { name: "x" }, "IntegrityError: Task.parent_id can't be null"],
    ["AssetVersion", {}, "IntegrityError: AssetVersion.asset_id can't be null"],
    ["Metadata", { parent_id: idOf("v1") }, "IntegrityError: Metadata.key can't be null"],
    [
      "AssetVersion",
      { asset_id: idOf("nowhere") },
      `IntegrityError: AssetVersion.asset_id: there is no Asset '${idOf("nowhere")}'`,
    ],
    ["Note", { user_id: idOf("leads") }, `IntegrityError: Note.user_id: there is no BaseUser '${idOf("leads")}'`],
    ["Context", { name: "x" }, "ValidationError: A Context can't be created, only one of its kinds"],
    ["Widget", { name: "x" }, "ValidationError: No schema 'Widget' exists."],
    [
      "AssetVersion",
      { asset_id: idOf("compout"), version: "two" },
      "ValidationError: 'version' must be a number, not \"two\"",
    ],
    [
      "AssetVersion",
      { asset_id: idOf("compout"), date: "soon" },
      "ValidationError: 'date' must be a date, not \"soon\"",
    ],
    ["Status", { is_active: "perhaps" }, "ValidationError: 'is_active' must be true or false, not \"perhaps\""],
    ["Scope", { name: ["x"] }, "ValidationError: 'name' must be text, not [\"x\"]"],
    ["Asset", { name: "x", parent: { id: 1.5, x: 1 } }, "IntegrityError: Asset.context_id: there is no Context '1.5'"],
  ])("%s %j is refused: %s", (type, data, sentence) => {
    expect(refusalOf(() => studio.create(type, data))).toBe(sentence);
  });

  test("unknown attributes pass, but not in strict mode", () => {
    expect(studio.create("Scope", { name: "x", shade: "red" })).not.toHaveProperty("shade");
    expect(refusalOf(() => studio.create("Scope", { name: "y", shade: "red" }, { strict: true }))).toBe(
      "ValidationError: No attribute 'shade' exists for schema 'Scope'.",
    );
  });
});
