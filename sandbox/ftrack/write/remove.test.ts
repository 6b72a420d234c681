import { beforeEach, describe, expect, test } from "vitest";
import { listAt, OpenStudio, refusalOf } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
});

describe("delete", () => {
  test("takes everything along that belongs to it", () => {
    studio.remove("Shot", [idOf("sh0010")]);
    expect(studio.count("Task where name is_not x")).toBe(1);
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
      expect(studio.count(gone), gone).toBe(0);
    }
    expect(studio.count("Component where container_id is #left")).toBe(0);
    expect(studio.count("User")).toBe(3);
  });

  test("leaves others without what they referred to", () => {
    studio.remove("Task", [idOf("task1")]);
    expect(studio.count("AssetVersion where task is none")).toBe(3);
  });

  test("is refused where another can't be without it", () => {
    expect(
      refusalOf(() =>
        studio.remove("CustomAttributeType", [String(studio.query("CustomAttributeType where name is number")[0]?.id)]),
      ),
    ).toMatch(/^IntegrityError: CustomAttributeType .* is still used by CustomAttributeConfiguration/);
  });

  test("of what is not there is a ValueError", () => {
    expect(refusalOf(() => studio.remove("Task", [idOf("nowhere")]))).toMatch(
      /^ValueError: Could not find entity Task/,
    );
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
    expect(refusalOf(() => studio.call(operations))).toMatch(/^ValueError/);
    expect(JSON.stringify(studio.query("select name, children, assets.versions.components from Context"))).toBe(
      everything,
    );
    expect(studio.count("StatusChange")).toBe(0);
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
