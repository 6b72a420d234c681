import { beforeEach, describe, expect, test } from "vitest";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { OBJECT_TYPE } from "#sandbox/ftrack/known-ids";
import { listAt, OpenStudio, recordAt, refusalOf } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
});

const typeOf = (name: string) => String(studio.query(`CustomAttributeType where name is ${name}`)[0]?.id);
const refusalOfCreate = (type: string, data: JsonRecord) => refusalOf(() => studio.create(type, data));
const refusalOfUpdate = (type: string, key: string, data: JsonRecord) =>
  refusalOf(() => studio.update(type, key, data));

describe("what there can be only once", () => {
  const monday = { name: "Monday", project_id: idOf("nxp"), category_id: idOf("dailies") };

  test("a running timer per user", () => {
    studio.create("Timer", { user_id: idOf("boss") });
    expect(refusalOfCreate("Timer", { user_id: idOf("boss") })).toMatch(/^IntegrityError: Duplicate entry/);
    studio.create("Timer", { user_id: idOf("artist") });
  });

  test("a list of one name, kind and category in a project", () => {
    expect(refusalOfCreate("AssetVersionList", monday)).toMatch(/^IntegrityError: Duplicate entry 'Monday'/);
    studio.create("TypedContextList", { ...monday, id: idOf("tasks") });
    studio.create("AssetVersionList", { ...monday, project_id: idOf("old") });
    studio.create("AssetVersionList", { ...monday, id: idOf("tuesday"), name: "Tuesday" });
    expect(refusalOfUpdate("AssetVersionList", idOf("tuesday"), { name: "Monday" })).toMatch(/^IntegrityError/);
  });

  test("but lists without a name as many as one likes", () => {
    const { name, ...nameless } = monday;
    studio.create("AssetVersionList", nameless);
    studio.create("AssetVersionList", nameless);
    expect(studio.count("AssetVersionList")).toBe(3);
  });

  test("an entity in a list", () => {
    const data = { list_id: idOf("list"), entity_id: idOf("v2") };
    expect(refusalOfCreate("ListObject", data)).toMatch(/^IntegrityError: Duplicate entry/);
  });

  test("an API key", () => {
    const data = { identifier: "tiny-key", user_id: idOf("boss") };
    expect(refusalOfCreate("ApiKey", data)).toMatch(/^IntegrityError: Duplicate entry/);
  });

  test("a member of a group, a value of a key, a recipient of a note", () => {
    expect(refusalOfCreate("Membership", { group_id: idOf("compleads"), user_id: idOf("boss") })).toMatch(/^Integrity/);
    expect(refusalOfCreate("NoteLabelLink", { note_id: idOf("note"), label_id: idOf("internal") })).toMatch(
      /^Integrity/,
    );
    const recipient = { note_id: idOf("note"), resource_id: idOf("boss") };
    studio.create("Recipient", recipient);
    expect(refusalOfCreate("Recipient", recipient)).toMatch(/^IntegrityError/);
  });
});

describe("what a list may hold", () => {
  const items = (type: string, name: string) => ({ items: [{ __entity_type__: type, id: idOf(name) }] });

  test.each([
    ["a task in a list of versions", () => studio.update("AssetVersionList", idOf("list"), items("Task", "task1"))],
    ["what is not there", () => studio.create("ListObject", { list_id: idOf("list"), entity_id: idOf("nowhere") })],
    ["a task as its object", () => studio.create("ListObject", { list_id: idOf("list"), entity_id: idOf("task1") })],
  ])("never %s", (_, work) => {
    expect(refusalOf(work)).toMatch(/^IntegrityError: .*there is no AssetVersion/);
  });

  test("an object may be listed before it is created", () => {
    const answers = studio.call([
      { action: "create", entity_type: "ListObject", entity_data: { list_id: idOf("list"), entity_id: idOf("v9") } },
      { action: "create", entity_type: "AssetVersion", entity_data: { id: idOf("v9"), asset_id: idOf("compout") } },
    ]);
    expect(answers).toHaveLength(2);
  });
});

describe("custom attribute links", () => {
  const link = (from: string, to: string) => ({
    configuration_id: idOf("supervisor"),
    from_id: idOf(from),
    to_id: idOf(to),
  });

  test.each([
    ["from what is not of the configured kind", link("task1", "boss")],
    ["to what is not of the configured kind", link("sh0020", "leads")],
    ["to what is not there", link("sh0020", "nobody")],
  ])("are refused %s", (_, data) => {
    expect(refusalOfCreate("CustomAttributeLink", data)).toMatch(/^IntegrityError: CustomAttributeLink\.\w+_id/);
    expect(studio.count("CustomAttributeLinkFrom")).toBe(1);
  });

  test("of an attribute that is one to one start from an entity once", () => {
    studio.create("CustomAttributeLinkConfiguration", {
      id: idOf("master"),
      key: "master",
      entity_type: "task",
      object_type_id: OBJECT_TYPE.shot,
      entity_type_to: "asset_version",
      one_to_one: true,
    });
    const data = { configuration_id: idOf("master"), from_id: idOf("sh0010"), to_id: idOf("v1") };
    studio.create("CustomAttributeLink", data);
    expect(refusalOfCreate("CustomAttributeLink", { ...data, to_id: idOf("v2") })).toMatch(/one to one$/);
    expect(studio.count("AssetVersion where custom_attribute_links_from.context.name is sh0010")).toBe(1);
  });
});

describe("custom attribute configurations", () => {
  test("keep their type", () => {
    expect(refusalOfUpdate("CustomAttributeConfiguration", idOf("fstart"), { type_id: typeOf("text") })).toMatch(
      /^ValidationError: .*type_id can't be changed$/,
    );
  });

  test("can be widened to all projects, not narrowed to one", () => {
    studio.create("CustomAttributeConfiguration", {
      id: idOf("only"),
      key: "only",
      entity_type: "assetversion",
      type_id: typeOf("text"),
      project_id: idOf("old"),
      default: "x",
    });
    expect(studio.count("AssetVersion where custom_attributes.key is only")).toBe(0);
    studio.update("CustomAttributeConfiguration", idOf("only"), { project_id: null });
    expect(studio.count("AssetVersion where custom_attributes.key is only")).toBe(3);
    expect(refusalOfUpdate("CustomAttributeConfiguration", idOf("only"), { project_id: idOf("nxp") })).toMatch(
      /^ValidationError/,
    );
  });

  test("on users are for all projects", () => {
    const data = { key: "phone", entity_type: "user", type_id: typeOf("text"), project_id: idOf("nxp") };
    expect(refusalOfCreate("CustomAttributeConfiguration", data)).toMatch(/^ValidationError/);
  });

  test.each([
    ["user", "User where custom_attributes.key is fresh", 3],
    ["asset", "Asset where custom_attributes.key is fresh", 2],
    ["assetversion", "AssetVersion where custom_attributes.key is fresh", 3],
    ["list", "List where custom_attributes.key is fresh", 1],
    ["show", "Project where custom_attributes.key is fresh", 2],
    ["task", "Task where custom_attributes.key is fresh", 3],
  ])("reach every entity of a kind: %s", (entity_type, query, count) => {
    const ofTasks = entity_type === "task" ? { object_type_id: OBJECT_TYPE.task } : {};
    studio.create("CustomAttributeConfiguration", { key: "fresh", entity_type, type_id: typeOf("text"), ...ofTasks });
    expect(studio.count(query)).toBe(count);
  });

  test("of one project leave what is moved to another, and take up what is moved there", () => {
    const limited = (name: string) => ({
      key: name,
      entity_type: "assetversion",
      type_id: typeOf("text"),
      project_id: idOf(name),
    });
    studio.create("CustomAttributeConfiguration", limited("nxp"));
    studio.create("CustomAttributeConfiguration", limited("old"));
    studio.update("Episode", idOf("ep01"), { parent_id: idOf("old") });
    expect(studio.count("AssetVersion where custom_attributes.key is nxp")).toBe(0);
    expect(studio.count("AssetVersion where custom_attributes.key is old")).toBe(3);
  });
});

describe("moving", () => {
  test("through the new parent's children moves the whole tree, and its links tell so", () => {
    const children = [{ __entity_type__: "Episode", id: idOf("ep01") }];
    studio.update("Project", idOf("old"), { children });
    const [task] = studio.query("select link, project.name from Task where id is #task1");
    expect(recordAt(task, "project").name).toBe("OLD");
    expect(listAt(task, "link").map(({ name }) => name)).toEqual(["OLD", "ep01", "seq010", "sh0010", "comp"]);
  });

  test("a project follows from the parent and from nothing else", () => {
    studio.update("Episode", idOf("ep01"), { project_id: idOf("old"), parent_id: idOf("old") });
    expect(refusalOfUpdate("Episode", idOf("ep01"), { project_id: idOf("nxp") })).toMatch(/^ValidationError/);
  });

  test("to where the name is taken is refused", () => {
    studio.create("Shot", { id: idOf("twin"), name: "sh0010", parent_id: idOf("ep01") });
    expect(refusalOfUpdate("Shot", idOf("twin"), { parent_id: idOf("seq010") })).toMatch(/^IntegrityError: Duplicate/);
  });
});

test.each([
  ["Group", { id: idOf("leads"), data: { parent_id: idOf("compleads") } }],
  ["Component", { id: idOf("left"), data: { container_id: idOf("left") } }],
  ["Note", { id: idOf("note"), data: { in_reply_to_id: idOf("note") } }],
])("a %s can't be part of itself", (type, { id, data }) => {
  expect(refusalOfUpdate(type, id, data)).toMatch(/^ValidationError: .*can't lead back to itself$/);
});

describe("words that are chosen from a list", () => {
  test("the status of a job; the time of its end is noted", () => {
    const job = studio.create("Job", { data: "{}", status: "running" });
    expect(job).toMatchObject({ type: "api_job", user_id: idOf("artist") });
    expect(studio.update("Job", String(job.id), { status: "done" }).status).toBe("done");
    const [done] = studio.query(`select finished_at from Job where id is ${String(job.id)}`);
    expect(recordAt(done, "finished_at").__type__).toBe("datetime");
    expect(refusalOfUpdate("Job", String(job.id), { status: "fine" })).toMatch(/^ValidationError: Job: status must be/);
  });

  test("the type of a dependency", () => {
    const data = { from_id: idOf("task1"), to_id: idOf("task3"), type: "sideways" };
    expect(refusalOfCreate("TypedContextLink", data)).toMatch(/^ValidationError/);
  });
});

test("another name of a stored value writes that value", () => {
  const made = studio.create("Schema", { project_schema_id: idOf("vfx"), object_type_id: OBJECT_TYPE.assetBuild });
  expect(studio.count(`Schema where id is ${String(made.id)} and type_id is ${OBJECT_TYPE.assetBuild}`)).toBe(1);
});
