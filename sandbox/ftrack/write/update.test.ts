import { beforeEach, describe, expect, test } from "vitest";
import { OBJECT_TYPE } from "#sandbox/ftrack/known-ids";
import { listAt, OpenStudio, recordAt, refusalOf } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
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
    expect(studio.count("AssetVersion where status.name is 'Internal Approved'")).toBe(1);
    studio.update("AssetVersion", [idOf("v1")], { status_id: idOf("wip") });
    expect(studio.count("AssetVersion where status.name is 'Internal Approved'")).toBe(0);
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
    expect(studio.count("AssetVersion where status_changes.status.name is 'Internal Approved'")).toBe(1);
  });

  test("a collection becomes what is listed", () => {
    const mention = (name: string) => ({ __entity_type__: "AssetVersion", id: idOf(name) });
    studio.update("AssetVersionList", idOf("list"), { items: [mention("v1"), mention("p1")] });
    const [list] = studio.query("select items.id from AssetVersionList");
    expect(listAt(list, "items").map(({ id }) => id)).toEqual([idOf("v1"), idOf("p1")]);
    studio.update("AssetVersion", idOf("v1"), { notes: [{ __entity_type__: "Note", id: idOf("note") }] });
    expect(studio.count("Note where parent_id is #v1")).toBe(1);
    studio.update("AssetVersion", idOf("v1"), { notes: [] });
    expect(studio.count("Note where parent_id is none")).toBe(1);
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
    expect(studio.count("Metadata where parent_id is #v2")).toBe(0);
  });

  test("what has several keys is named by all of them", () => {
    studio.update("Metadata", [idOf("v2"), "shift"], { value: "7%" });
    expect(studio.count("Metadata where value is '7%'")).toBe(1);
    expect(refusalOf(() => studio.update("Metadata", [idOf("v2")], { value: "7%" }))).toBe(
      `ValidationError: entity_key ["${idOf("v2")}"] does not hold parent_id, key`,
    );
  });

  test("what is moved takes its tree into the new project", () => {
    studio.update("Episode", idOf("ep01"), { parent_id: idOf("old") });
    expect(studio.count("Task where project.name is OLD")).toBe(3);
    expect(studio.count("AssetVersion where project_id is #old")).toBe(3);
    expect(refusalOf(() => studio.update("Episode", idOf("ep01"), { parent_id: idOf("seq010") }))).toMatch(
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
    ["Sequence", [idOf("seq010")], { status_id: idOf("wip") }, "ValidationError: Sequence.status_id can't be changed"],
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
    expect(refusalOf(() => studio.update(type, key, data))).toBe(sentence);
  });
});
