import { beforeEach, describe, expect, test } from "vitest";
import { listAt, OpenStudio, refusalOf } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
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

  test("assets inherit it from where they hang, versions from their asset", () => {
    const fps = (type: string, name: string) =>
      studio.query(`select value from ${type}CustomAttributeValue where entity_id is #${name} and key is fps`)[0]
        ?.value;
    const home = studio.query("select context_id from Asset where versions.id is #v1")[0];
    const asset = String(home?.id);
    const ofAsset = () => studio.query(`select custom_attributes from Asset where id is "${asset}"`)[0];
    studio.update("ContextCustomAttributeValue", [idOf("fps"), String(home?.context_id)], { value: 30 });
    expect(listAt(ofAsset(), "custom_attributes")).toMatchObject([{ key: "fps", value: 30 }]);
    expect(fps("AssetVersion", "v1")).toBe(30);
    studio.update("AssetCustomAttributeValue", [idOf("fps"), asset], { value: 48 });
    expect(fps("AssetVersion", "v1")).toBe(48);
    studio.update("AssetVersionCustomAttributeValue", [idOf("fps"), idOf("v1")], { value: 60 });
    expect([fps("AssetVersion", "v1"), fps("AssetVersion", "v2")]).toEqual([60, 48]);
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
      ["fps", 25],
      ["delivered", false],
      ["look", ["day"]],
    ]);
    expect(studio.count("AssetVersion where custom_attributes any (key is look and value is day)")).toBe(3);
  });

  test("one that is not for an entity can't be set on it", () => {
    const data = { custom_attributes: [{ key: "fstart", value: 1 }] };
    expect(refusalOf(() => studio.update("Task", idOf("task1"), data))).toBe(
      `ValueError: Could not find entity CustomAttributeValue with entity_key ["fstart","${idOf("task1")}"].`,
    );
  });

  test.each([
    ["number", "0", ["test", true, [1], { a: 1 }], 5],
    ["boolean", "no", ["perhaps", 2, [true]], false],
    ["date", "", ["soon", 5, []], { __type__: "datetime", value: "2026-03-01T00:00:00" }],
    ["enumerator", [], [5, { a: 1 }, [1]], ["day"]],
    ["text", "", [["a"], { a: 1 }], "fine"],
  ])("a %s takes no other kind of value", (type, initial, wrong, right) => {
    const [found] = studio.query(`CustomAttributeType where name is ${type}`);
    const made = studio.create("CustomAttributeConfiguration", {
      key: "kind",
      entity_type: "user",
      type_id: found?.id,
      default: initial,
    });
    const set = (value: unknown) =>
      studio.update("UserCustomAttributeValue", [String(made.id), idOf("boss")], { value }).value;
    for (const value of wrong) {
      expect(refusalOf(() => set(value))).toBe(
        `ValidationError: Custom attribute value for "kind" must be of type ${type}. Got ${JSON.stringify(value)}.`,
      );
    }
    expect(set(right)).toEqual(right);
    expect(set(null)).toBeNull();
  });

  test("a link is made and removed at both its ends", () => {
    const link = { configuration_id: idOf("supervisor"), from_id: idOf("sh0020"), to_id: idOf("artist") };
    const made = studio.create("CustomAttributeLink", link);
    expect(made).toMatchObject({ to_entity_type: "User", from_entity_type: "TypedContext" });
    expect(studio.count("User where custom_attribute_links_from any (context.name is sh0020)")).toBe(1);
    studio.remove("CustomAttributeLink", [String(made.id)]);
    expect(studio.count("User where custom_attribute_links_from any (context.name is sh0020)")).toBe(0);
  });
});
