import { expect, test } from "vitest";
import { ApiError } from "#sandbox/ftrack/api-error";
import { OpenStudio, withIds } from "#sandbox/ftrack/open-tiny-studio";
import { parseQuery } from "./parse.ts";

const studio = new OpenStudio();

function refusal(expression: string): ApiError {
  try {
    studio.query(expression);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error(`${expression} was not refused`);
}

test.each([
  ["", "column 1"],
  ["select", "column 7"],
  ["select from Task", "column 13"],
  ["select name Task", "column 13"],
  ["select name, from Task", "column 19"],
  ["Task where", "column 11"],
  ["Task where name", "column 16"],
  ["Task where name is", "column 19"],
  ["Task where name is comp and", "column 28"],
  ["Task where name is In progress", "column 23"],
  ["Task where (name is comp", "column 25"],
  ['Task where name is "comp', "column 20"],
  ["Task where name maybe comp", "column 17"],
  ["Task where parent any name is x", "column 23"],
  ["Task limit ten", "column 12"],
  ["Task limit 1 limit 2", 'line 1, column 14: a second "limit" clause'],
  ["Task where name is a where name is b", "column 22"],
  ["Task where ()", "column 13"],
  ["Task where any (name is comp)", "column 16"],
  ["Task where timelogs any", "column 24"],
  ["Task where name is comp or", "column 27"],
  ["Task where name in comp", "column 20"],
  ["Task where name in (comp roto)", "column 26"],
  ["Task where name in (select id Task)", "column 31"],
  ["Task where parent[].name is x", "column 18"],
  ["Task where parent..name is x", "column 18"],
  ["Task order by name sideways", "column 20"],
  ["Task limit -1", "column 12"],
  ["Task limit 1.5", "column 13"],
  ["select * from Task", "column 8"],
  ["select count(*) from Task group by id", "column 14"],
  ["Task; User", "column 5"],
  ["Task order name", "column 12"],
  ["Task\nwhere\nname ~ x", "line 3, column 6"],
])("%j is refused with the place: %s", (expression, place) => {
  const { exception, message } = refusal(expression);
  expect(exception).toBe("ParseError");
  expect(message).toContain(`Failed to parse: ${expression}`);
  expect(message).toContain(place);
});

test.each([
  ["Tusk", "No schema 'Tusk' exists. (at character 1)"],
  ["ContextScope", "No schema 'ContextScope' exists. (at character 1)"],
  ["select nome from Task", "No attribute 'nome' exists for schema 'Task'. (at character 8)"],
  ["select project from Context", "No attribute 'project' exists for schema 'Context'. (at character 8)"],
  ["Task where name is x and nome is y", "No attribute 'nome' exists for schema 'Task'. (at character 26)"],
  ["Task where status.nome is y", "No attribute 'nome' exists for schema 'Status'. (at character 12)"],
  ["select name.first from Task", "'name' is no relation (at character 8)"],
  ["Task where name.first is x", "'name' is no relation, 'first' can't follow it (at character 12)"],
  ["Task where name any (id is x)", "'name' is no relation, so nothing can be asked of it (at character 12)"],
  ["Task where parent[Shoot].name is x", "No schema 'Shoot' exists. (at character 12)"],
  ["select status[Foo].name from Task", "No schema 'Foo' exists. (at character 8)"],
  ["select name[Shot] from Task", "'name' is no relation (at character 8)"],
  ["Task order by nome", "No attribute 'nome' exists for schema 'Task'. (at character 15)"],
  ["Task group by nome", "No attribute 'nome' exists for schema 'Task'. (at character 15)"],
  ["select count(nome) from Task group by id", "No attribute 'nome' exists for schema 'Task'. (at character 14)"],
  ["Task where id in (select nome from Shot)", "No attribute 'nome' exists for schema 'Shot'. (at character 26)"],
  ["Task where id in (select id from Shoot)", "No schema 'Shoot' exists. (at character 34)"],
  ["Task where parent[Shot].nome is x", "No attribute 'nome' exists for schema 'Shot'. (at character 12)"],
  ["Task where parent has (nome is x)", "No attribute 'nome' exists for schema 'Context'. (at character 24)"],
  ["Task where parent[Shoot] any ()", "No schema 'Shoot' exists. (at character 12)"],
  ["Task where name[Shot] is x", "'name' is no relation and can't be cast to 'Shot' (at character 12)"],
  ["Project where status.name is active", "'status' is no relation, 'name' can't follow it (at character 15)"],
  ["AssetVersion where version in (1, two)", "'two' is no number, which 'version' needs (at character 35)"],
  ["AssetVersion where version is two", "'two' is no number, which 'version' needs (at character 31)"],
  ["AssetVersion where date > monday", "'monday' is no date, which 'date' needs (at character 27)"],
  ["AssetVersion where date > 2026-02-30", "'2026-02-30' is no date, which 'date' needs (at character 27)"],
  ["User where is_active is maybe", "'maybe' is neither true nor false, which 'is_active' needs (at character 25)"],
  ["AssetVersion where version > none", "none can only be compared by is and is_not (at character 30)"],
  ["Task where id in (select id, name from Task)", "A sub-query selects one attribute (at character 40)"],
  ["select count(id) from Task", "An aggregate needs a group by clause (at character 14)"],
  [
    "select name, count(id) from Task group by type_id",
    "'name' is neither grouped by nor an aggregate (at character 8)",
  ],
  [
    "select custom_attribute_links from Shot",
    "'custom_attribute_links' can be asked about, but not selected (at character 8)",
  ],
])("%j is refused: %s", (expression, sentence) => {
  const { exception, message } = refusal(expression);
  expect(exception).toBe("ParseError");
  expect(message).toBe(sentence);
});

test("brackets nested without end are refused, not fatal", () => {
  expect(refusal(`Task where ${"(".repeat(50_000)}name is x`).exception).toBe("ParseError");
  expect(refusal(`Task where ${"not ".repeat(50_000)}name is x`).exception).toBe("ParseError");
});

test.each([
  ["conditions", `Task where ${"parent any (".repeat(300)}name is x${")".repeat(300)}`],
  ["negations", `Task where ${"not ".repeat(300)}name is x`],
  ["sub-queries", `Task where ${"id in (select id from Task where ".repeat(300)}name is x${")".repeat(300)}`],
])("%s deeper than any stack surely holds are refused", (_, expression) => {
  expect(refusal(expression).message).toContain("nested too deeply");
});

test("a path of more names than any that makes sense is refused", () => {
  const path = "asset.versions.".repeat(60);
  expect(refusal(`AssetVersion where ${path}id is x`).message).toContain("a path of more than 100 names");
  expect(refusal(`select ${path}id from AssetVersion`).message).toContain("a path of more than 100 names");
});

test("a path that leads to the same rows over and over costs no more for it", () => {
  const path = "asset.versions.".repeat(45);
  const nested = "asset.versions any (".repeat(60);
  expect(studio.count(`AssetVersion where ${path}comment is nowhere`)).toBe(0);
  expect(studio.count(`AssetVersion where ${nested}comment is nowhere${")".repeat(60)}`)).toBe(0);
  expect(studio.count(`select ${path}comment from AssetVersion order by ${path}comment`)).toBe(3);
});

test("a refusal of a very long query does not repeat all of it", () => {
  expect(refusal(`Task where name in (${"comp,".repeat(5_000)}`).message.length).toBeLessThan(3_000);
});

test("deep but sensible nesting works", () => {
  const depth = 200;
  const expression = `Task where ${"(".repeat(depth)}name is roto${")".repeat(depth)}`;
  expect(studio.query(expression)).toHaveLength(1);
});

test("keywords are names where only a name can stand", () => {
  expect(studio.query(withIds("select from, to from TypedContextLink where from is #task2"))).toHaveLength(1);
  expect(parseQuery("select from from TypedContextLink").projections?.[0]?.path.segments[0]?.name).toBe("from");
});

test("a backslash before anything but a quote or a backslash stands for itself", () => {
  for (const spelled of ["P:\\prj", "P:\\\\prj"]) {
    expect(parseQuery(`Disk where windows is "${spelled}"`).where).toMatchObject({ value: { text: "P:\\prj" } });
  }
});

test("a long pattern of wildcards is matched without delay", () => {
  const name = `${"a".repeat(2_000)}b`;
  studio.create("Scope", { name });
  expect(studio.query(`Scope where name like "${"%a".repeat(500)}%c"`)).toHaveLength(0);
  expect(studio.query(`Scope where name like "${"%a".repeat(500)}%b"`)).toHaveLength(1);
});
