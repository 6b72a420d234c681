import { describe, expect, test } from "vitest";
import { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";

const studio = new OpenStudio();

const tables: Readonly<Record<string, readonly (readonly [expression: string, rows: string])[]>> = {
  "and, or, not": [
    ["Task where name is comp and parent.name is sh0020", "task3"],
    ["Task where name is roto or name is comp and parent.name is sh0020", "task2 task3"],
    ["Task where (name is roto or name is comp) and parent.name is sh0020", "task3"],
    ["Task where not name is comp", "task2"],
    ["Task where not (name is comp and parent.name is sh0020)", "task1 task2"],
    ["Task where not not name is comp", "task1 task3"],
    ["Task where ((name is comp))", "task1 task3"],
    ["Task where id is #task1 or id is #task2", "task1 task2"],
    ["Task where not (name is comp or name is roto)", ""],
    ["Task where not name is comp and not parent.name is sh0020", "task2"],
    ["Task where name is roto or not (parent.name is sh0010)", "task2 task3"],
    ["Task where NOT name is comp", "task2"],
    ["Task where not(name is comp)", "task2"],
    ["Task where (name is comp AND parent.name is sh0020) OR name is roto", "task2 task3"],
    ["Task where (((name is comp) and (parent.name is sh0010)) or (name is roto))", "task1 task2"],
  ],
  "layout and clauses in any order": [
    ["SELECT id FROM Task WHERE name IS comp ORDER BY id DESC LIMIT 1", "task3"],
    ["\n\tTask\n\twhere\n\tname\n\tis\n\tcomp\n", "task1 task3"],
    ["Task where name is comp\r\nand parent.name is sh0020", "task3"],
    ["select id , name ,parent.name from Task where name='roto'", "task2"],
    ["select id from Task limit 1 where name is roto", "task2"],
    ["select id from Task order by name desc where name is_not roto limit 1", "task1"],
    ["Task offset 1 order by id where name is comp limit 5", "task3"],
    ["Task where(name is comp)order by id desc", "task3 task1"],
    ["Task where name in (comp)limit 1", "task1"],
  ],
  "order, limit, offset": [
    ["Task order by name, parent.name", "task1 task3 task2"],
    ["Task order by name descending, parent.name desc", "task2 task3 task1"],
    ["Task order by name asc, parent.name ascending", "task1 task3 task2"],
    ["Shot order by description, name", "sh0020 sh0010"],
    ["AssetVersion order by date desc limit 1", "p1"],
    ["AssetVersion order by date limit 1 offset 1", "v2"],
    ["AssetVersion offset 1 limit 1 order by date", "v2"],
    ["AssetVersion limit 1 order by date where version is 2", "v2"],
    ["AssetVersion order by version desc, date desc", "v2 p1 v1"],
    ["Task limit 2", "task1 task2"],
    ["Task offset 2", "task3"],
    ["Task limit 0", ""],
    ["Task offset 9", ""],
    ["Shot order by status.sort desc", "sh0020 sh0010"],
    ["Task order by parent.name desc, name", "task3 task1 task2"],
    ["Task order by parent[Shot].name descending, id", "task3 task1 task2"],
    ["Task order by status.name", "task2 task3 task1"],
    ["Task order by start_date", "task2 task1 task3"],
    ["Task order by start_date desc", "task3 task1 task2"],
    ["Task order by type.sort desc offset 0 limit 1", "task2"],
    ["AssetVersion order by task.name, date", "p1 v1 v2"],
    ["AssetVersion order by status.sort, version desc", "v1 v2 p1"],
    ["Component order by size desc limit 2", "movie left"],
    ["User order by is_active, username", "gone artist boss"],
  ],
  "sub-queries": [
    ["Task where id in (select id from Task where name is roto or parent.name is sh0020)", "task2 task3"],
    ["Task where parent_id in (select id from Shot order by name desc limit 1)", "task3"],
    ["Task where parent_id in (select id from Shot order by name limit 1 offset 1)", "task3"],
    ["Task where parent in (select id from Shot where name is sh0010)", "task1 task2"],
    ["User where id not_in (select user_id from AssetVersion)", "gone"],
    ["Context where id in (select ancestors.id from Task where name is roto)", "ep01 seq010 sh0010"],
    ["AssetVersion where task.status_id in (select id from Status where state.short is IN_PROGRESS)", "v1 v2"],
    ["Shot where children.id in (select id from Task where name is roto)", "sh0010"],
    ["Shot where children any (id in (select id from Task where name is roto))", "sh0010"],
    ["Task where name in (select name from Task where parent.name is sh0020)", "task1 task3"],
    ["Task where id in (select id from Task where name is nothing)", ""],
    ["Task where id not_in (select id from Task where name is nothing)", "task1 task2 task3"],
    [
      "Asset where id in (select asset_id from AssetVersion where status.name is 'Ready to review' and task_id in (select id from Task where status_id is #pending))",
      "compout",
    ],
  ],
  "what else hangs on things": [
    ["Note where parent_id is #v2", "note"],
    ["Note where parent_type is AssetVersion", "note"],
    ["AssetVersion where notes.content is 'More blue'", "v2"],
    ["ReviewSession where review_session_objects.asset_version.version is 2", "review"],
    ["Job where user.username is 'api.artist' and status is done", "job"],
    ["ObjectType where name is Nothing", ""],
    ["Status where state.short is DONE", "approved"],
    ["Timelog where duration >= 1800 and user.username is 'api.artist'", "log1"],
    ["Membership where user.username is boss", "member"],
    ["ProjectSchema where object_types.name is Shot", "vfx"],
  ],
};

describe.each(Object.entries(tables))("%s", (_, rows) => {
  test.each(rows)("%s", (expression, expected) => {
    expect(studio.found(expression)).toBe(expected);
  });
});
