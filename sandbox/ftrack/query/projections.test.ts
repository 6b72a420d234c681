import { describe, expect, test } from "vitest";
import { listAt, OpenStudio, recordAt, withIds } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

const studio = new OpenStudio();

const projected: readonly (readonly [expression: string, first: object])[] = [
  ["select name from Task where id is #task1", { name: "comp" }],
  ["select id, name, bid from Task where id is #task1", { id: idOf("task1"), bid: 3600 }],
  ["select parent.name from Task where id is #task1", { parent: { __entity_type__: "Shot", name: "sh0010" } }],
  ["select parent.parent.name, parent.name from Task where id is #task1", { parent: { parent: { name: "seq010" } } }],
  ["select parent, parent.name from Task where id is #task1", { parent: { id: idOf("sh0010"), name: "sh0010" } }],
  ["select project.full_name, type.name from Task where id is #task2", { project: { full_name: "Next Planet" } }],
  [
    "select task.status.state.short from AssetVersion where id is #v2",
    { task: { status: { state: { short: "IN_PROGRESS" } } } },
  ],
  ["select task.name from AssetVersion where id is #p1", { task: null }],
  ["select children.name from Shot where id is #sh0020", { children: [{ name: "comp" }] }],
  ["select children.type.name from Shot where id is #sh0020", { children: [{ type: { name: "Compositing" } }] }],
  [
    "select assets.versions.components.name from Shot where id is #sh0010",
    {
      assets: [
        { versions: [{ components: [] }, { components: [{ name: "left" }, { name: "main" }, { name: "thumbnail" }] }] },
      ],
    },
  ],
  ["select members.name from SequenceComponent", { members: [{ name: "1001" }] }],
  [
    "select components.members.name from AssetVersion where id is #v2",
    { components: [{ members: [{ name: "1001" }] }, {}, {}] },
  ],
  [
    "select assignments.resource.username from Task where id is #task1",
    { assignments: [{ resource: { username: "api.artist" } }] },
  ],
  ["select items.version from AssetVersionList", { items: [{ version: 2 }] }],
  [
    "select lists.name from AssetVersion where id is #v2",
    { lists: [{ __entity_type__: "AssetVersionList", name: "Monday" }] },
  ],
  [
    "select ancestors.name from Asset where id is #compout",
    { ancestors: [{ name: "ep01" }, { name: "seq010" }, { name: "sh0010" }] },
  ],
  ["select latest_version.comment from Asset where id is #compout", { latest_version: { comment: "second" } }],
  ["select parent[Shot].name from Task where id is #task1", { parent: { name: "sh0010" } }],
  [
    "select asset.parent[Shot].parent[Sequence].name from AssetVersion where id is #v2",
    { asset: { parent: { parent: { name: "seq010" } } } },
  ],
  [
    "select asset.parent.parent[Sequence].parent[Episode].name from AssetVersion where id is #p1",
    { asset: { parent: { parent: { parent: { name: "ep01" } } } } },
  ],
  ["select metadata from AssetVersion where id is #v2", { metadata: [{ key: "shift", value: "100%" }] }],
  [
    "select metadata.key, metadata.value from AssetVersion where id is #v2",
    { metadata: [{ key: "shift", value: "100%" }] },
  ],
  [
    "select custom_attributes from Shot where id is #sh0010",
    {
      custom_attributes: [
        { key: "fstart", value: 1001 },
        { key: "fps", value: 25 },
      ],
    },
  ],
  [
    "select custom_attributes.configuration.label from Shot where id is #sh0020",
    {
      custom_attributes: [
        { configuration: { label: "Frame start" } },
        { configuration: { label: "Frames per second" } },
      ],
    },
  ],
  [
    "select project_schema._task_type_schema.types.name from Project where id is #nxp",
    { project_schema: { _task_type_schema: { types: [{ name: "Compositing" }, { name: "Roto" }] } } },
  ],
  ["select user from CustomAttributeLink", { __entity_type__: "UserCustomAttributeLink", user: { id: idOf("boss") } }],
  ["select note_label_links.label.name from Note", { note_label_links: [{ label: { name: "Internal" } }] }],
  [
    "select recipients.recipient.username, author.first_name from Note",
    { author: { __entity_type__: "User", first_name: "Bo" } },
  ],
  ["select __entity_type__, name from Context where id is #task1", { __entity_type__: "Task", name: "comp" }],
];

test.each(projected)("%s", (expression, first) => {
  expect(studio.query(expression)[0]).toMatchObject(first);
});

describe("default projections", () => {
  test.each([
    ["Task where id is #task1", { id: idOf("task1"), name: "comp", context_type: "task" }],
    ["Project where id is #nxp", { id: idOf("nxp"), name: "NXP", context_type: "show" }],
    ["Asset where id is #compout", { id: idOf("compout"), context_id: idOf("sh0010") }],
    ["Status where id is #wip", { id: idOf("wip") }],
    ["Metadata where parent_id is #v2", { parent_id: idOf("v2"), key: "shift", value: "100%" }],
    ["ComponentLocation where id is #thumbat", { id: idOf("thumbat"), component_id: idOf("thumb") }],
    ["TypedContextLink where id is #dep", { from_id: idOf("task2"), to_id: idOf("task1") }],
    ["ContextCustomAttributeValue where entity_id is #ep01", { entity_id: idOf("ep01"), key: "fps" }],
  ])("%s", (expression, expected) => {
    expect(studio.query(expression)[0]).toMatchObject(expected);
  });
});

test("rows that a cast leaves out hold no more than their key and system projections", () => {
  const [hero] = studio.query("select parent[Shot].description, parent[Shot].name from AssetBuild");
  expect(Object.keys(recordAt(hero, "parent")).sort()).toEqual(["__entity_type__", "context_type", "id"]);
});

test("an entity with a composite key is mentioned by all of it", () => {
  const [row] = studio.query("select recipients, note_label_links from Note");
  expect(listAt(row, "note_label_links")).toEqual([
    { __entity_type__: "NoteLabelLink", note_id: idOf("note"), label_id: idOf("internal") },
  ]);
});

test("values of custom attributes are found by entity and configuration", () => {
  const expression =
    'select value, entity_id, configuration_id from CustomAttributeValue where entity_id in ("#sh0010","#sh0020") and configuration_id in ("#fstart")';
  expect(studio.query(expression).map(({ entity_id, value }) => [entity_id, value])).toEqual([
    [idOf("sh0010"), 1001],
    [idOf("sh0020"), 1],
  ]);
});

test("entities with a composite key are found by any of several keys", () => {
  const expression =
    'select value from Metadata where (parent_id is "#v2"and key is "shift") or (parent_id is "#left"and key is "ftr_meta")';
  expect(studio.query(expression).map(({ value }) => value)).toEqual(['{"frameIn": 1001}', "100%"]);
});

describe("groups", () => {
  test.each([
    [
      "select count(id) from Task group by type_id",
      [
        { type_id: idOf("comp"), count_id: 2 },
        { type_id: idOf("roto"), count_id: 1 },
      ],
    ],
    ["select type_id, count(id) from Task group by type_id limit 1", [{ type_id: idOf("comp"), count_id: 2 }]],
    ["select count(id) from Task group by type_id offset 1", [{ type_id: idOf("roto"), count_id: 1 }]],
    ["select count(id) from Task where name is roto group by type_id", [{ type_id: idOf("roto"), count_id: 1 }]],
    ["select count(id) from Task where name is nothing group by type_id", []],
    [
      "select COUNT(id), Sum(bid) from Task group by project_id",
      [{ project_id: idOf("nxp"), count_id: 3, sum_bid: 3600 }],
    ],
    [
      "select avg(version), min(version), max(version) from AssetVersion group by asset_id limit 1",
      [{ asset_id: idOf("compout"), avg_version: 1.5, min_version: 1, max_version: 2 }],
    ],
    [
      "select count(id) from Task group by parent.name",
      [
        { "parent.name": "sh0010", count_id: 2 },
        { "parent.name": "sh0020", count_id: 1 },
      ],
    ],
    [
      "select count(task_id) from AssetVersion group by status_id order by status.sort",
      [
        { status_id: idOf("wip"), count_task_id: 1 },
        { status_id: idOf("ready"), count_task_id: 1 },
      ],
    ],
    [
      "select max(date) from AssetVersion group by asset_id order by date desc limit 1",
      [{ asset_id: idOf("plates"), max_date: { __type__: "datetime", value: "2026-03-03T08:00:00" } }],
    ],
    ["Task group by type_id order by type_id desc", [{ type_id: idOf("roto") }, { type_id: idOf("comp") }]],
    [
      "select count(id) from Task group by project_id, type_id limit 1",
      [{ project_id: idOf("nxp"), type_id: idOf("comp"), count_id: 2 }],
    ],
  ])("%s", (expression, rows) => {
    expect(studio.query(expression)).toEqual(rows);
  });
});

describe("pages", () => {
  const offsetAfter = (expression: string) => {
    const [answer] = studio.call([{ action: "query", expression: withIds(expression) }]);
    return recordAt(recordAt(answer, "metadata"), "next").offset;
  };

  test.each([
    ["Task", null],
    ["Task limit 1", 1],
    ["Task limit 3", null],
    ["Task limit 2 offset 1", null],
    ["Task offset 1 limit 1", 2],
    ["Task order by name limit 2", 2],
    ["Task where name is comp limit 1", 1],
    ["Task where name is roto limit 1", null],
    ["Task offset 9 limit 1", null],
    ["select count(id) from Task group by type_id limit 1", 1],
    ["select count(id) from Task group by type_id limit 2", null],
  ])("%s: the next page begins at %s", (expression, offset) => {
    expect(offsetAfter(expression)).toBe(offset);
  });

  test("following the offsets meets each row once", () => {
    const met: unknown[] = [];
    for (
      let offset: unknown = 0;
      offset !== null;
      offset = offsetAfter(`Context order by name offset ${offset} limit 3`)
    ) {
      met.push(...studio.query(`Context order by name offset ${offset} limit 3`).map(({ id }) => id));
    }
    expect(met).toEqual(studio.query("Context order by name").map(({ id }) => id));
  });
});
