import { describe, expect, test } from "vitest";
import { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";

const studio = new OpenStudio();

const tables: Readonly<Record<string, readonly (readonly [expression: string, rows: string])[]>> = {
  "custom attributes": [
    ["Shot where custom_attributes any (key is fstart and value is 1001)", "sh0010"],
    ["Shot where custom_attributes any (key is fstart and value > 1000)", "sh0010"],
    ["Shot where custom_attributes any (key is fstart and value is 1)", "sh0020"],
    ["Shot where custom_attributes.key is fstart", "sh0010 sh0020"],
    ["Task where custom_attributes.key is fstart", ""],
    ["Task where custom_attributes any (key is fps and value is 25)", "task1 task2 task3"],
    ["AssetBuild where custom_attributes any (key is fps and value is 24)", "hero"],
    ["AssetVersion where custom_attributes any (key is delivered and value is false)", "p1 v1 v2"],
    ["Shot where custom_attributes any (configuration.group.name is Frames)", "sh0010 sh0020"],
    ["Shot where custom_attribute_links any (configuration.key is supervisor and user.username is boss)", "sh0010"],
    ["User where custom_attribute_links_from any (configuration.key is supervisor and context.name is sh0010)", "boss"],
    ["CustomAttributeLink where from_id is #sh0010 and user.username is boss", "suplink"],
    ["UserCustomAttributeLink where configuration.key = supervisor", "suplink"],
    ["ContextCustomAttributeLinkFrom where context.name is sh0010", "suplink"],
    ["CustomAttributeConfiguration where is_hierarchical is true", "fps"],
    ["CustomAttributeConfiguration where type.name is number", "fps fstart"],
    ["Shot where custom_attributes any (key is 'fstart' and value > 5)", "sh0010"],
    ["Shot where custom_attributes any (key is fstart and value >= '1001')", "sh0010"],
    ["Shot where custom_attributes any (key is fstart and value in (1001, 5))", "sh0010"],
    ["Shot where custom_attributes any (key is fstart and value not_in (1001))", "sh0020"],
    ["Shot where custom_attributes any (key is fstart and value is_not 1)", "sh0010"],
    ["Shot where custom_attributes any (key is fstart and value like '10%')", "sh0010"],
    ["Shot where custom_attributes any (key is fstart and value is none)", ""],
    ["Shot where custom_attributes any (key is fstart and value is soon)", ""],
    ["Shot where custom_attributes.value is 1001", "sh0010"],
    ["Shot where custom_attributes.configuration.key is fstart", "sh0010 sh0020"],
    ["Shot where not custom_attributes any (key is nothing)", "sh0010 sh0020"],
    ["Shot where custom_attributes any (key is fstart) and custom_attributes any (key is fps)", "sh0010 sh0020"],
    ["Shot where custom_attributes any (key is fstart and key is fps)", ""],
    ["Task where parent.custom_attributes any (key is fstart and value is 1001)", "task1 task2"],
    ["AssetVersion where asset.parent.custom_attributes any (key=fstart and value=1001)", "v1 v2"],
    ["AssetVersion where custom_attributes any (key is delivered and value is True)", ""],
    ["Project where custom_attributes any (key is fps and value is 24)", "nxp old"],
    ["CustomAttributeConfiguration where entity_type is assetversion", "delivered"],
    ["CustomAttributeConfiguration where object_type.name is Shot and is_hierarchical is False", "fstart"],
    ["CustomAttributeGroup where custom_attribute_configurations.key is fstart", "frames"],
  ],
  "custom attribute links": [
    ["Shot where custom_attribute_links any ()", "sh0010"],
    ["Shot where not custom_attribute_links any ()", "sh0020"],
    ["Shot where custom_attribute_links.user.username is boss", "sh0010"],
    ["Task where parent.custom_attribute_links any (user.username is boss)", "task1 task2"],
    ["User where custom_attribute_links_from any (configuration.key is supervisor and context.bid >= 0)", "boss"],
    ["CustomAttributeLinkConfiguration where entity_type_to is user", "supervisor"],
  ],
  metadata: [
    ["AssetVersion where metadata any (key is 'shift' and value is '100%')", "v2"],
    ["AssetVersion where metadata any (key is shift and value is_not '100%')", ""],
    ["AssetVersion where not metadata any ()", "p1 v1"],
    ["AssetVersion where components.metadata.key is ftr_meta", "v2"],
    ["AssetVersion where components any (metadata any (key is ftr_meta))", "v2"],
    ["Component where metadata.value like '%frameIn%'", "left"],
  ],
  "forms that clients send": [
    ['select id, name from Task where (id is "#task1")', "task1"],
    ["select name from Task where id in (#task1,#task2)", "task1 task2"],
    ['select id from User where username is "boss" offset 0 limit 2', "boss"],
    ['Timelog where start is "2026-03-02T09:00:00" and duration is 1800', "log1"],
    ["User where is_active is False and email is None", "gone"],
    ["select id, component_locations.location_id from Component where id in (#left, #movie)", "left movie"],
    ["select id, location from ComponentLocation where location.name='ftrack.server'", "thumbat"],
    [
      "select component.name, component.version.asset.latest_version from ComponentLocation where component.name is left and component.version.asset_id in ('#compout') and component.version.is_latest_version is true",
      "leftat",
    ],
    [
      'select custom_attributes, object_type.name, parent.custom_attributes, link from TypedContext where ancestors.id is "#seq010" or project_id is "#seq010" or descendants.id is "#seq010"',
      "ep01 sh0010 sh0020 task1 task2 task3",
    ],
    ["select link from Task where assignments any (resource.username = api.artist)", "task1"],
    ['select first_name, last_name from User where assignments any (context_id = "#task1")', "artist"],
    [
      'select id from Task where assignments any (resource.username is "api.artist") and status.state.name not_in ("Done", "Blocked") and project.status is "active"',
      "task1",
    ],
    [
      "select asset.name, is_latest_version, thumbnail_url, user.first_name from AssetVersion where task_id is #task1 and asset.type.id is #render",
      "v1 v2",
    ],
    ["select id from AssetVersion where id=#v2", "v2"],
    ['select id from Project where custom_attributes any (key is "fps" and value is 24) and status is active', "nxp"],
    ['select ancestors.id, project from TypedContext where id is "#task1"', "task1"],
    ['select id from Job where user_id is "#artist" and status in ("queued", "running")', ""],
    ['select id from UserSecurityRole where user.username is boss and security_role.name is "Project Manager"', "role"],
    ['select id from Appointment where context_id in ("#task1","#nxp") and type is assignment', "assign1"],
    ["select id, resource.username from Appointment where context.project_id is #nxp", "alloc1 assign1"],
    [
      "select id from AssetVersion where status_id in (#ready) and task.status_id in (#pending) and asset.parent.project_id is #nxp order by id limit 500 offset 0",
      "v2",
    ],
  ],
};

describe.each(Object.entries(tables))("%s", (_, rows) => {
  test.each(rows)("%s", (expression, expected) => {
    expect(studio.found(expression)).toBe(expected);
  });
});
