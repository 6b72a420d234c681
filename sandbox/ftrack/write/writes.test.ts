import { beforeEach, describe, expect, test } from "vitest";
import { ApiError } from "#sandbox/ftrack/api-error";
import { LOCATION, OBJECT_TYPE, PRIORITY } from "#sandbox/ftrack/known-ids";
import { listAt, OpenStudio, recordAt } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-studio";

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return `${error.exception}: ${error.message}`;
    throw error;
  }
  throw new Error("It was not refused");
}

function count(expression: string): number {
  return studio.query(expression).length;
}

describe("create", () => {
  test("keeps the id that the client gives, and makes one otherwise", () => {
    expect(studio.create("Scope", { id: idOf("mine"), name: "x" }).id).toBe(idOf("mine"));
    expect(studio.create("Scope", { name: "y" }).id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("a taken primary key is an IntegrityError", () => {
    expect(refusal(() => studio.create("Scope", { id: idOf("a") }) && studio.create("Scope", { id: idOf("a") }))).toBe(
      `IntegrityError: Duplicate entry '${idOf("a")}' for key 'PRIMARY'`,
    );
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
    expect(refusal(() => studio.create(type, data))).toMatch(/^IntegrityError: Duplicate entry/);
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
    expect(studio.create("Sequence", { name: "seq020", parent_id: idOf("nxp") })).not.toHaveProperty("status_id");
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
    expect(count("Folder where project.name is new")).toBe(1);
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
    expect(count(`Note where id is ${String(note.id)} and author.username is boss`)).toBe(1);
    expect(studio.query(`select parent_type from Note where id is ${String(note.id)}`)[0]?.parent_type).toBe(
      "AssetVersion",
    );
  });

  test("dates are taken with offsets, fractions or Z", () => {
    const sent = ["2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05.678901", "2026-01-02T01:04:05.000Z"];
    for (const value of [...sent, ...sent.map((text) => ({ __type__: "datetime", value: text }))]) {
      const log = studio.create("Timelog", { start: value, duration: 1, context_id: idOf("task1") });
      expect(log.start).toEqual({ __type__: "datetime", value: "2026-01-02T01:04:05" });
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
    expect(count("AssetVersion where metadata any (key is a and value is 1)")).toBe(1);
    expect(count("AssetVersion where custom_attributes any (key is delivered and value is true)")).toBe(1);
    expect(count("AssetVersion where used_in_versions any (id is #v3)")).toBe(1);
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
    expect(refusal(() => studio.create(type, data))).toBe(sentence);
  });

  test("unknown attributes pass, but not in strict mode", () => {
    expect(studio.create("Scope", { name: "x", shade: "red" })).not.toHaveProperty("shade");
    expect(refusal(() => studio.create("Scope", { name: "y", shade: "red" }, { strict: true }))).toBe(
      "ValidationError: No attribute 'shade' exists for schema 'Scope'.",
    );
  });
});

describe("update", () => {
  test("answers what was changed, with key and system projections", () => {
    expect(studio.update("AssetVersion", idOf("v1"), { comment: "better" })).toEqual({
      __entity_type__: "AssetVersion",
      id: idOf("v1"),
      asset_id: idOf("compout"),
      comment: "better",
    });
  });

  test("a reference is set by mention or by key, and told both ways", () => {
    const status = { __entity_type__: "Status", id: idOf("approved") };
    const echoed = studio.update("AssetVersion", [idOf("v1")], { status });
    expect(echoed).toMatchObject({ status_id: idOf("approved"), status });
    expect(count("AssetVersion where status.name is 'Internal Approved'")).toBe(1);
    studio.update("AssetVersion", [idOf("v1")], { status_id: idOf("wip") });
    expect(count("AssetVersion where status.name is 'Internal Approved'")).toBe(0);
  });

  test("a change of status is remembered", () => {
    studio.update("Task", idOf("task1"), { status_id: idOf("approved") });
    studio.update("AssetVersion", idOf("v2"), { status_id: idOf("approved") });
    const [change] = studio.query(
      "select status.name, from_status.name, user.username from TypedContextStatusChange where parent.name is comp",
    );
    expect(recordAt(change, "status").name).toBe("Internal Approved");
    expect(recordAt(change, "from_status").name).toBe("Pending Internal review");
    expect(recordAt(change, "user").username).toBe("api.artist");
    expect(count("AssetVersion where status_changes.status.name is 'Internal Approved'")).toBe(1);
  });

  test("a collection becomes what is listed", () => {
    const mention = (name: string) => ({ __entity_type__: "AssetVersion", id: idOf(name) });
    studio.update("AssetVersionList", idOf("list"), { items: [mention("v1"), mention("p1")] });
    const [list] = studio.query("select items.id from AssetVersionList");
    expect(listAt(list, "items").map(({ id }) => id)).toEqual([idOf("v1"), idOf("p1")]);
    studio.update("AssetVersion", idOf("v1"), { notes: [{ __entity_type__: "Note", id: idOf("note") }] });
    expect(count("Note where parent_id is #v1")).toBe(1);
    studio.update("AssetVersion", idOf("v1"), { notes: [] });
    expect(count("Note where parent_id is none")).toBe(1);
  });

  test("a mapped collection becomes what is listed, by key", () => {
    const entries = [
      { key: "shift", value: "50%" },
      { key: "fresh", value: "yes" },
    ];
    studio.update("AssetVersion", idOf("v2"), { metadata: entries });
    const [version] = studio.query("select metadata from AssetVersion where id is #v2");
    expect(listAt(version, "metadata").map(({ key, value }) => [key, value])).toEqual([
      ["shift", "50%"],
      ["fresh", "yes"],
    ]);
    studio.update("AssetVersion", idOf("v2"), { metadata: [] });
    expect(count("Metadata where parent_id is #v2")).toBe(0);
  });

  test("what has several keys is named by all of them", () => {
    studio.update("Metadata", [idOf("v2"), "shift"], { value: "7%" });
    expect(count("Metadata where value is '7%'")).toBe(1);
    expect(refusal(() => studio.update("Metadata", [idOf("v2")], { value: "7%" }))).toBe(
      `ValidationError: entity_key ["${idOf("v2")}"] does not hold parent_id, key`,
    );
  });

  test("what is moved takes its tree into the new project", () => {
    studio.update("Episode", idOf("ep01"), { parent_id: idOf("old") });
    expect(count("Task where project.name is OLD")).toBe(3);
    expect(count("AssetVersion where project_id is #old")).toBe(3);
    expect(refusal(() => studio.update("Episode", idOf("ep01"), { parent_id: idOf("seq010") }))).toMatch(
      /^ValidationError: Episode .* can't be moved below itself$/,
    );
  });

  test.each([
    [
      "AssetVersion",
      [idOf("nowhere")],
      { comment: "x" },
      `ValueError: Could not find entity AssetVersion with entity_key ['${idOf("nowhere")}'].`,
    ],
    [
      "Shot",
      [idOf("task1")],
      { name: "x" },
      `ValueError: Could not find entity Shot with entity_key ['${idOf("task1")}'].`,
    ],
    ["Task", [idOf("task1")], { id: idOf("other") }, "ValidationError: Task.id can't be changed"],
    ["Task", [idOf("task1")], { parent_id: null }, "IntegrityError: Task.parent_id can't be null"],
    [
      "Task",
      [idOf("task1")],
      { status_id: idOf("nowhere") },
      `IntegrityError: Task.status_id: there is no Status '${idOf("nowhere")}'`,
    ],
    [
      "Shot",
      [idOf("sh0020")],
      { name: "sh0010" },
      `IntegrityError: Duplicate entry '${idOf("seq010")}-${OBJECT_TYPE.shot}-sh0010' for key 'parent_id_object_type_id_name'`,
    ],
  ])("%s %j %j is refused: %s", (type, key, data, sentence) => {
    expect(refusal(() => studio.update(type, key, data))).toBe(sentence);
  });
});

describe("custom attributes", () => {
  const valueOn = (name: string, key: string) =>
    studio.query(`select value from ContextCustomAttributeValue where entity_id is #${name} and key is ${key}`)[0]
      ?.value;

  test("every entity that an attribute is for has a value, if only the default", () => {
    studio.create("Shot", { id: idOf("sh0030"), name: "sh0030", parent_id: idOf("seq010") });
    expect(valueOn("sh0030", "fstart")).toBe(1);
    expect(valueOn("task1", "fstart")).toBeUndefined();
  });

  test("a value that was never set is set by update or by create", () => {
    studio.update("ContextCustomAttributeValue", [idOf("fstart"), idOf("sh0020")], { value: "1009" });
    expect(valueOn("sh0020", "fstart")).toBe(1009);
    const data = { configuration_id: idOf("fstart"), entity_id: idOf("sh0020"), value: 1010 };
    expect(studio.create("ContextCustomAttributeValue", data)).toMatchObject({ key: "fstart", value: 1010 });
    expect(valueOn("sh0020", "fstart")).toBe(1010);
    studio.update("CustomAttributeValue", [idOf("fstart"), idOf("sh0020")], { value: 1011 });
    expect(valueOn("sh0020", "fstart")).toBe(1011);
    studio.remove("ContextCustomAttributeValue", [idOf("fstart"), idOf("sh0020")]);
    expect(valueOn("sh0020", "fstart")).toBe(1);
  });

  test("a hierarchical one is passed down until a value of its own stands in the way", () => {
    expect([valueOn("nxp", "fps"), valueOn("ep01", "fps"), valueOn("task1", "fps")]).toEqual([24, 25, 25]);
    studio.update("ContextCustomAttributeValue", [idOf("fps"), idOf("sh0010")], { value: 30 });
    expect([valueOn("task1", "fps"), valueOn("task3", "fps"), valueOn("hero", "fps")]).toEqual([30, 25, 24]);
  });

  test("they are set through the entity by key, which leaves the others alone", () => {
    studio.update("Shot", idOf("sh0010"), { custom_attributes: [{ key: "fps", value: 48 }] });
    expect([valueOn("sh0010", "fps"), valueOn("sh0010", "fstart")]).toEqual([48, 1001]);
  });

  test("a new attribute reaches entities that were there before", () => {
    const [type] = studio.query("CustomAttributeType where name is enumerator");
    studio.create("CustomAttributeConfiguration", {
      key: "look",
      entity_type: "assetversion",
      type_id: type?.id,
      default: "day",
      config: "{}",
    });
    const [version] = studio.query("select custom_attributes from AssetVersion where id is #v1");
    expect(listAt(version, "custom_attributes").map(({ key, value }) => [key, value])).toEqual([
      ["delivered", false],
      ["look", ["day"]],
    ]);
    expect(count("AssetVersion where custom_attributes any (key is look and value is day)")).toBe(3);
  });

  test("one that is not for an entity can't be set on it", () => {
    const data = { custom_attributes: [{ key: "fstart", value: 1 }] };
    expect(refusal(() => studio.update("Task", idOf("task1"), data))).toBe(
      `ValueError: Could not find entity CustomAttributeValue with entity_key ["fstart","${idOf("task1")}"].`,
    );
  });

  test("a link is made and removed at both its ends", () => {
    const link = { configuration_id: idOf("supervisor"), from_id: idOf("sh0020"), to_id: idOf("artist") };
    const made = studio.create("CustomAttributeLink", link);
    expect(made).toMatchObject({ to_entity_type: "User", from_entity_type: "TypedContext" });
    expect(count("User where custom_attribute_links_from any (context.name is sh0020)")).toBe(1);
    studio.remove("CustomAttributeLink", [String(made.id)]);
    expect(count("User where custom_attribute_links_from any (context.name is sh0020)")).toBe(0);
  });
});

describe("delete", () => {
  test("takes everything along that belongs to it", () => {
    studio.remove("Shot", [idOf("sh0010")]);
    expect(count("Task where name is_not x")).toBe(1);
    for (const gone of [
      "AssetVersion where asset.name is compout",
      "Component where name is left",
      "ComponentLocation",
      "Metadata",
      "Note",
      "NoteLabelLink",
      "Recipient",
      "ReviewSessionObject",
      "ListObject",
      "TypedContextLink",
      "Timelog",
      "CustomAttributeLink",
      "CustomAttributeLinkFrom",
      "ContextCustomAttributeValue where entity_id is #sh0010",
    ]) {
      expect(count(gone), gone).toBe(0);
    }
    expect(count("Component where container_id is #left")).toBe(0);
    expect(count("User")).toBe(3);
  });

  test("leaves others without what they referred to", () => {
    studio.remove("Task", [idOf("task1")]);
    expect(count("AssetVersion where task is none")).toBe(3);
  });

  test("is refused where another can't be without it", () => {
    expect(
      refusal(() =>
        studio.remove("CustomAttributeType", [String(studio.query("CustomAttributeType where name is number")[0]?.id)]),
      ),
    ).toMatch(/^IntegrityError: CustomAttributeType .* is still used by CustomAttributeConfiguration/);
  });

  test("of what is not there is a ValueError", () => {
    expect(refusal(() => studio.remove("Task", [idOf("nowhere")]))).toMatch(/^ValueError: Could not find entity Task/);
  });
});

describe("a batch", () => {
  const failing = { action: "update", entity_type: "Task", entity_key: [idOf("nowhere")], entity_data: {} };

  test("that fails half-way leaves nothing", () => {
    const everything = JSON.stringify(studio.query("select name, children, assets.versions.components from Context"));
    const operations = [
      { action: "create", entity_type: "Shot", entity_data: { name: "new", parent_id: idOf("seq010") } },
      { action: "update", entity_type: "Task", entity_key: [idOf("task1")], entity_data: { name: "renamed" } },
      { action: "update", entity_type: "Episode", entity_key: [idOf("ep01")], entity_data: { parent_id: idOf("old") } },
      { action: "delete", entity_type: "Asset", entity_key: [idOf("compout")] },
      failing,
    ];
    expect(refusal(() => studio.call(operations))).toMatch(/^ValueError/);
    expect(JSON.stringify(studio.query("select name, children, assets.versions.components from Context"))).toBe(
      everything,
    );
    expect(count("StatusChange")).toBe(0);
    expect(studio.create("Shot", { name: "new", parent_id: idOf("seq010") }).name).toBe("new");
  });

  test("may mention what it creates later", () => {
    const operations = [
      {
        action: "update",
        entity_type: "AssetVersion",
        entity_key: [idOf("v1")],
        entity_data: { thumbnail_id: idOf("t") },
      },
      { action: "create", entity_type: "FileComponent", entity_data: { id: idOf("t"), version_id: idOf("v1") } },
    ];
    expect(studio.call(operations)).toHaveLength(2);
  });

  test("sees its own writes", () => {
    const [, answer] = studio.call([
      { action: "create", entity_type: "Scope", entity_data: { name: "mine" } },
      { action: "query", expression: "select name from Scope" },
    ]);
    expect(listAt(answer, "data")).toHaveLength(1);
  });
});
