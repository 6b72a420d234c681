import { beforeEach, describe, expect, test } from "vitest";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { listAt, OpenStudio, recordAt } from "#sandbox/ftrack/open-tiny-studio";
import { idOf } from "#sandbox/ftrack/tiny-ids";

// Batches as a recording client sends them: keys as lists, references with their type, each collection whole.

let studio = new OpenStudio();

beforeEach(() => {
  studio = new OpenStudio();
});

const create = (type: string, key: readonly string[], data: JsonRecord) => ({
  action: "create",
  entity_type: type,
  entity_key: key,
  entity_data: { __entity_type__: type, ...data },
});
const update = (type: string, key: readonly string[], data: JsonRecord) => ({
  action: "update",
  entity_type: type,
  entity_key: key,
  entity_data: { __entity_type__: type, ...data },
});
const remove = (type: string, key: readonly string[]) => ({ action: "delete", entity_type: type, entity_key: key });
const mention = (type: string, name: string) => ({ __entity_type__: type, id: idOf(name) });

describe("metadata set by key", () => {
  const entry = (key: string) => ({ __entity_type__: "Metadata", parent_id: idOf("v2"), key });
  const metadata = () =>
    studio
      .query("select key, value from Metadata where parent_id is #v2")
      .map(({ key, value }) => `${String(key)}=${String(value)}`);

  test("a new entry is created, then listed without its value beside those that are there", () => {
    studio.call([
      create("Metadata", [idOf("v2"), "fresh"], { ...entry("fresh"), parent_type: "AssetVersion", value: "yes" }),
      update("AssetVersion", [idOf("v2")], { metadata: [entry("shift"), entry("fresh")] }),
    ]);
    expect(metadata()).toEqual(["shift=100%", "fresh=yes"]);
  });

  test("an entry that is no longer listed may be deleted afterwards", () => {
    const answers = studio.call([
      update("AssetVersion", [idOf("v2")], { metadata: [] }),
      remove("Metadata", [idOf("v2"), "shift"]),
    ]);
    expect(answers[1]).toEqual({ action: "delete", data: true });
    expect(metadata()).toEqual([]);
  });

  test("all of it is replaced in one batch", () => {
    studio.call([
      update("AssetVersion", [idOf("v2")], { metadata: [] }),
      remove("Metadata", [idOf("v2"), "shift"]),
      create("Metadata", [idOf("v2"), "shift"], { ...entry("shift"), parent_type: "AssetVersion", value: "1" }),
      create("Metadata", [idOf("v2"), "grade"], { ...entry("grade"), parent_type: "AssetVersion", value: "2" }),
      update("AssetVersion", [idOf("v2")], { metadata: [entry("shift"), entry("grade")] }),
    ]);
    expect(metadata()).toEqual(["shift=1", "grade=2"]);
  });

  test("the type of its parent is answered as it was given", () => {
    const data = { parent_id: idOf("nxp"), key: "k", value: "v", parent_type: "Project" };
    const [answer] = studio.call([create("Metadata", [idOf("nxp"), "k"], data)]);
    expect(recordAt(answer, "data")).toMatchObject({ ...data, __entity_type__: "Metadata" });
  });
});

describe("custom attributes", () => {
  const key = (attribute: string, name: string) => [idOf(attribute), idOf(name)];
  const value = (name: string, attribute: string) =>
    studio.query(
      `select value from CustomAttributeValue where entity_id is #${name} and configuration_id is #${attribute}`,
    )[0]?.value;

  test("of a new entity are created with it, then listed on it by reference", () => {
    const [configuration_id = "", entity_id = ""] = key("fstart", "sh0030");
    const reference = { __entity_type__: "CustomAttributeValue", configuration_id, entity_id };
    const [made] = studio.call([
      create("Shot", [entity_id], { id: entity_id, name: "sh0030", parent: mention("Sequence", "seq010") }),
      create("CustomAttributeValue", [configuration_id, entity_id], { ...reference, value: 1005 }),
      update("Shot", [entity_id], { custom_attributes: [reference] }),
    ]);
    expect(recordAt(made, "data").name).toBe("sh0030");
    expect(value("sh0030", "fstart")).toBe(1005);
  });

  test.each(["CustomAttributeValue", "ContextCustomAttributeValue"])("are updated as a %s by both keys", (type) => {
    studio.call([update(type, key("fstart", "sh0020"), { value: 42 })]);
    expect(value("sh0020", "fstart")).toBe(42);
  });

  test("are taken away by deleting the value", () => {
    studio.call([remove("CustomAttributeValue", key("fstart", "sh0010"))]);
    expect(value("sh0010", "fstart")).toBe(1);
  });
});

describe("notes", () => {
  const recipient = (name: string) => ({
    __entity_type__: "Recipient",
    note_id: idOf("fresh"),
    resource_id: idOf(name),
  });

  test("are created, then hung on their entity, then given recipients: the caller stays one of them", () => {
    studio.call([
      create("Note", [idOf("fresh")], {
        id: idOf("fresh"),
        content: "Hi",
        author: mention("User", "boss"),
        category_id: null,
      }),
      update("AssetVersion", [idOf("v2")], { notes: [mention("Note", "note"), mention("Note", "fresh")] }),
      create("Recipient", [idOf("fresh"), idOf("compleads")], recipient("compleads")),
      update("Note", [idOf("fresh")], { recipients: [recipient("compleads")] }),
    ]);
    const [note] = studio.query("select parent_type, project_id, recipients from Note where id is #fresh");
    expect(note).toMatchObject({ parent_type: "AssetVersion", project_id: idOf("nxp") });
    expect(listAt(note, "recipients").map(({ resource_id }) => resource_id)).toEqual([
      idOf("compleads"),
      idOf("artist"),
    ]);
  });

  test("a reply joins its thread, which is active again", () => {
    studio.call([
      create("Note", [idOf("reply")], {
        id: idOf("reply"),
        content: "Bluer",
        author: mention("User", "artist"),
        date: { __type__: "datetime", value: "2026-04-01T10:00:00+00:00" },
      }),
      update("Note", [idOf("note")], { replies: [mention("Note", "reply")] }),
    ]);
    const [thread] = studio.query("select replies.content, thread_activity from Note where id is #note");
    expect(listAt(thread, "replies")[0]?.content).toBe("Bluer");
    expect(recordAt(thread, "thread_activity").value).toBe("2026-04-01T10:00:00");
    expect(studio.query("select project_id from Note where id is #reply")[0]?.project_id).toBe(idOf("nxp"));
  });
});

describe("lists and links", () => {
  test("items are appended to a list of the same batch", () => {
    studio.call([
      create("TypedContextList", [idOf("todo1")], {
        id: idOf("todo1"),
        name: "Today",
        project: mention("Project", "nxp"),
        category: mention("ListCategory", "dailies"),
        user: mention("User", "boss"),
      }),
      update("TypedContextList", [idOf("todo1")], { items: [mention("Task", "task1"), mention("Task", "task2")] }),
    ]);
    studio.call([update("TypedContextList", [idOf("todo1")], { items: [mention("Task", "task2")] })]);
    const [list] = studio.query("select items.name from TypedContextList where name is Today");
    expect(listAt(list, "items").map(({ name }) => name)).toEqual(["roto"]);
  });

  test("scopes come and go with a task", () => {
    studio.create("Scope", { id: idOf("night"), name: "night" });
    studio.call([update("Task", [idOf("task1")], { scopes: [mention("Scope", "night")] })]);
    expect(studio.count("Task where scopes.name is night")).toBe(1);
    studio.call([update("Task", [idOf("task1")], { scopes: [] })]);
    expect(studio.count("Task where scopes.name is night")).toBe(0);
  });

  test("assignments and managers are replaced as a whole", () => {
    studio.call([
      create("Appointment", [idOf("a2")], {
        id: idOf("a2"),
        type: "assignment",
        context: mention("Task", "task1"),
        resource: mention("User", "boss"),
      }),
      update("Task", [idOf("task1")], { assignments: [mention("Appointment", "a2")] }),
      update("Project", [idOf("nxp")], { managers: [] }),
    ]);
    expect(studio.count("Task where assignments.resource.username is boss")).toBe(1);
    expect(studio.count("Task where assignments.resource.username is 'api.artist'")).toBe(0);
    expect(studio.count("Manager")).toBe(0);
    expect(studio.count("Appointment where type is allocation")).toBe(1);
  });
});

describe("components", () => {
  test("a sequence is created with its members and its place", () => {
    const frames = ["f1", "f2"];
    studio.call([
      create("SequenceComponent", [idOf("seq")], { id: idOf("seq"), name: "main", file_type: ".dpx", padding: 4 }),
      ...frames.map((name) =>
        create("FileComponent", [idOf(name)], {
          id: idOf(name),
          name: name.slice(1),
          container: mention("SequenceComponent", "seq"),
        }),
      ),
      update("SequenceComponent", [idOf("seq")], { members: frames.map((name) => mention("FileComponent", name)) }),
      update("SequenceComponent", [idOf("seq")], { version: mention("AssetVersion", "v1"), size: 20 }),
    ]);
    expect(studio.count("FileComponent where container.version.id is #v1")).toBe(2);
    studio.call([remove("SequenceComponent", [idOf("seq")])]);
    expect(studio.count("FileComponent where container_id is #seq")).toBe(0);
  });

  test("a thumbnail is set on a version and goes with its component", () => {
    studio.call([update("AssetVersion", [idOf("v1")], { thumbnail: mention("FileComponent", "thumb") })]);
    expect(studio.count("AssetVersion where thumbnail_id is #thumb")).toBe(1);
    studio.call([remove("FileComponent", [idOf("thumb")])]);
    expect(studio.count("AssetVersion where thumbnail_id is #thumb")).toBe(0);
  });
});

test("a key that is told only beside the data is kept", () => {
  const [answer] = studio.call([create("Scope", [idOf("beside")], { name: "x" })]);
  expect(recordAt(answer, "data").id).toBe(idOf("beside"));
});

test("children may be deleted before or after their parent", () => {
  studio.call([
    remove("Sequence", [idOf("seq010")]),
    remove("Shot", [idOf("sh0010")]),
    remove("Project", [idOf("nxp")]),
  ]);
  expect(studio.count("Context where project_id is #nxp")).toBe(0);
});
