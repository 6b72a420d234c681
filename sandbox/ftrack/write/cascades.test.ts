import { describe, expect, test } from "vitest";
import { LOCATION } from "#sandbox/ftrack/known-ids";
import { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";
import { create } from "#sandbox/ftrack/operation";
import { idOf } from "#sandbox/ftrack/tiny-ids";

const metadataOn = (name: string, parent_type: string) =>
  create("Metadata", { parent_id: idOf(name), parent_type, key: "k", value: "v" });

/** One of each thing that belongs to another. */
const more = [
  create("Scope", { id: idOf("night"), name: "night" }),
  create("ReviewSessionFolder", { id: idOf("folder"), name: "Client", project_id: idOf("nxp") }),
  create("ReviewSessionInvitee", {
    id: idOf("guest"),
    email: "g@x.test",
    name: "G",
    review_session_id: idOf("review"),
  }),
  create("ReviewSessionObjectStatus", {
    id: idOf("verdict"),
    status: "approved",
    review_session_object_id: idOf("object"),
    review_session_invitee_id: idOf("guest"),
  }),
  create("ReviewSessionObjectAnnotation", {
    id: idOf("scribble"),
    frame_number: 1001,
    review_session_object_id: idOf("object"),
  }),
  create("EntitySetting", {
    parent_id: idOf("review"),
    parent_type: "ReviewSession",
    group: "g",
    name: "n",
    value: "v",
  }),
  create("CalendarEvent", {
    id: idOf("party"),
    name: "Wrap",
    start: "2026-05-01",
    end: "2026-05-02",
    project_id: idOf("nxp"),
  }),
  create("CalendarEventResource", { id: idOf("dancer"), calendar_event_id: idOf("party"), resource_id: idOf("boss") }),
  create("UserSecurityRoleProject", {
    id: idOf("grant"),
    user_security_role_id: idOf("role"),
    project_id: idOf("nxp"),
  }),
  create("SplitTaskPart", {
    id: idOf("part"),
    task_id: idOf("task2"),
    start_date: "2026-01-01",
    end_date: "2026-01-02",
  }),
  create("NoteComponent", { note_id: idOf("note"), component_id: idOf("thumb") }),
  create("JobComponent", { job_id: idOf("job"), component_id: idOf("movie") }),
  create("Recipient", { note_id: idOf("note"), resource_id: idOf("compleads") }),
  create("Note", { id: idOf("reply"), content: "Yes", user_id: idOf("artist"), in_reply_to_id: idOf("note") }),
  create("Note", { id: idOf("shotnote"), content: "Ok", user_id: idOf("artist"), parent_id: idOf("sh0010") }),
  create("Note", { id: idOf("showing"), content: "Nice", user_id: idOf("artist"), parent_id: idOf("object") }),
  create("Timer", { id: idOf("timer"), user_id: idOf("boss"), context_id: idOf("task1") }),
  create("AssetVersionLink", { id: idOf("uses"), from_id: idOf("p1"), to_id: idOf("v2") }),
  create("StatusChange", { id: idOf("change"), parent_id: idOf("task1"), parent_type: "Task", status_id: idOf("wip") }),
  create("TaskTemplate", { id: idOf("template"), name: "Comp", project_schema_id: idOf("vfx") }),
  create("TaskTemplateItem", { id: idOf("item"), template_id: idOf("template"), task_type_id: idOf("comp") }),
  metadataOn("nxp", "Project"),
  metadataOn("compout", "Asset"),
  metadataOn("note", "Note"),
  metadataOn("boss", "User"),
  metadataOn("uses", "AssetVersionLink"),
  metadataOn("dep", "TypedContextLink"),
  metadataOn("party", "CalendarEvent"),
];

const onList = (name: string) => `ListObject where entity_id is #${name}`;
const metadata = (name: string) => `Metadata where parent_id is #${name}`;
const attributes = (name: string) => `CustomAttributeValue where entity_id is #${name}`;

describe("what is deleted takes along", () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "Project",
      "nxp",
      [
        "Context where project_id is #nxp",
        "Asset",
        "AssetVersion",
        "Component",
        "ComponentLocation",
        "List",
        "ListObject",
        "ReviewSession",
        "ReviewSessionFolder",
        "ReviewSessionObject",
        "CalendarEvent",
        "CalendarEventResource",
        "UserSecurityRoleProject",
        "Manager",
        "Appointment",
        "Timelog",
        "TypedContextLink",
        "AssetVersionLink",
        "Note where content is_not Nice",
        "NoteComponent",
        "JobComponent",
        "Recipient",
        "StatusChange",
        "SplitTaskPart",
        "CustomAttributeLink",
        "CustomAttributeLinkFrom",
        metadata("nxp"),
        attributes("sh0010"),
        attributes("v2"),
      ],
    ],
    [
      "Shot",
      "sh0010",
      ["Note where id is #shotnote", "Task where parent_id is #sh0010", "Asset where name is compout"],
    ],
    ["Task", "task1", ["Timelog", "StatusChange", "Appointment where context_id is #task1", "TypedContextLink"]],
    ["Task", "task2", ["SplitTaskPart", "TypedContextLink", metadata("dep")]],
    ["Asset", "compout", ["AssetVersion where asset_id is #compout", metadata("compout"), metadata("v2")]],
    [
      "AssetVersion",
      "v2",
      [
        "Component where version_id is #v2",
        "Component where container_id is #left",
        "Note where id is #note",
        "AssetVersionLink",
        metadata("uses"),
        metadata("left"),
        onList("v2"),
        "ReviewSessionObject",
        attributes("v2"),
      ],
    ],
    ["SequenceComponent", "left", ["FileComponent where container_id is #left", metadata("left")]],
    ["FileComponent", "thumb", ["NoteComponent", "ComponentLocation where component_id is #thumb"]],
    ["FileComponent", "movie", ["JobComponent"]],
    ["Note", "note", ["Note where id is #reply", "NoteLabelLink", "NoteComponent", "Recipient", metadata("note")]],
    ["List", "list", ["ListObject"]],
    ["Job", "job", ["JobComponent"]],
    [
      "ReviewSession",
      "review",
      [
        "ReviewSessionObject",
        "ReviewSessionInvitee",
        "ReviewSessionObjectStatus",
        "ReviewSessionObjectAnnotation",
        "EntitySetting",
        "Note where id is #showing",
      ],
    ],
    ["ReviewSessionInvitee", "guest", ["ReviewSessionObjectStatus"]],
    ["CalendarEvent", "party", ["CalendarEventResource", metadata("party")]],
    [
      "User",
      "boss",
      [
        "Membership where user_id is #boss",
        "UserSecurityRole where user_id is #boss",
        "UserSecurityRoleProject",
        "Manager",
        "Timer",
        "Appointment where resource_id is #boss",
        "CustomAttributeLink",
        "CustomAttributeLinkFrom",
        "CalendarEventResource",
        metadata("boss"),
      ],
    ],
    ["Group", "compleads", ["Membership", "Recipient where resource_id is #compleads"]],
    ["UserSecurityRole", "role", ["UserSecurityRoleProject"]],
    ["NoteLabel", "internal", ["NoteLabelLink"]],
    ["CustomAttributeConfiguration", "fstart", ["CustomAttributeValue where configuration_id is #fstart"]],
    ["CustomAttributeLinkConfiguration", "supervisor", ["CustomAttributeLink", "CustomAttributeLinkFrom"]],
    ["TaskTemplate", "template", ["TaskTemplateItem"]],
    ["Location", LOCATION.unmanaged, [`ComponentLocation where location_id is ${LOCATION.unmanaged}`]],
  ];

  test.each(table)("%s %s: %j", (type, name, gone) => {
    const studio = new OpenStudio(more);
    for (const query of gone) expect([query, studio.count(query)]).not.toEqual([query, 0]);
    studio.remove(type, [name.includes("-") ? name : idOf(name)]);
    for (const query of gone) expect([query, studio.count(query)]).toEqual([query, 0]);
  });
});

describe("what is deleted is let go by", () => {
  test.each([
    ["User", "artist", "AssetVersion where user_id is none", 2],
    ["User", "boss", "Note where id is #note and author is none", 1],
    ["Task", "task1", "AssetVersion where task_id is none", 3],
    ["Status", "ready", "AssetVersion where status_id is none", 2],
    ["AssetType", "render", "Asset where type_id is none", 1],
    ["Group", "leads", "Group where parent_id is none", 1],
    ["ReviewSessionFolder", "folder", "ReviewSession where review_session_folder_id is none", 1],
    ["Task", "task1", "Timer where context_id is none", 1],
    ["AssetVersion", "v2", "ReviewSession where thumbnail_source_id is none", 1],
  ])("%s %s: %s", (type, name, query, count) => {
    const studio = new OpenStudio(more);
    studio.create("User", { id: idOf("second"), username: "second", is_active: true });
    studio.create("UserSecurityRole", {
      user_id: idOf("second"),
      security_role_id: String(studio.query("SecurityRole where name is Administrator")[0]?.id),
    });
    const credentials = { username: "second", apiKey: "any-user-key" };
    studio.call([{ action: "delete", entity_type: type, entity_key: [idOf(name)] }], { credentials });
    expect(studio.query(query, { credentials })).toHaveLength(count);
  });
});

test("the latest version is told afresh, and its number is not given again while a later one stands", () => {
  const studio = new OpenStudio(more);
  expect(studio.count("AssetVersion where id is #v2 and is_latest_version is true")).toBe(1);
  studio.remove("AssetVersion", [idOf("v2")]);
  expect(studio.count("AssetVersion where id is #v1 and is_latest_version is true")).toBe(1);
  expect(studio.count("Asset where latest_version.id is #v1")).toBe(1);
  expect(studio.create("AssetVersion", { asset_id: idOf("compout") }).version).toBe(2);
  studio.remove("AssetVersion", [idOf("v1")]);
  expect(studio.create("AssetVersion", { asset_id: idOf("compout") }).version).toBe(3);
});
