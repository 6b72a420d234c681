import { beforeAll, describe, expect, test, vi } from "vitest";
import { Api } from "#sandbox/ftrack/api";
import { baseOperations } from "#sandbox/ftrack/base";
import { CallLog } from "#sandbox/ftrack/call-log";
import { type CreateOperation, joined } from "#sandbox/ftrack/operation";
import { schema } from "#sandbox/ftrack/schema/schema";
import { automaticStorage } from "#sandbox/ftrack/server-information";
import { Store } from "#sandbox/ftrack/store/store";
import { studioContent } from "#sandbox/studio/content";
import { apiUser } from "#sandbox/studio/people";
import { operations } from "#sandbox/studio/scale";
import { fewestVersions, planLargeShow } from "#sandbox/studio/scale-plan";

const versions = 4_000;
const storageRoot = "/studio/storage";
const scale = { versions, projectsFolder: `${storageRoot}/prj` };

let api: Api;
let made: CreateOperation[];

beforeAll(() => {
  made = [...operations(scale)];
  api = new Api(new Store(schema), new CallLog(), automaticStorage);
  api.load(joined(baseOperations, studioContent({ storageRoot }).operations, made));
});

interface Found {
  id: string;
  name: string;
  resource_identifier: string;
  status: { name: string };
  task: { status: { name: string }; type: { name: string } };
}

function query(expression: string): Found[] {
  const request = { credentials: apiUser, serverUrl: "http://scale.test", strict: true, denormalized: true };
  const [{ data }] = JSON.parse(api.answer({ ...request, operations: [{ action: "query", expression }] }));
  return data;
}

const plainly = (name: string) => name.trim().toLowerCase();

/** Versions that are eligible as the program reads statuses: without regard to case and outer blanks. */
function eligible(version: string, task: string): Found[] {
  const rows = query("select status.name, task.status.name from AssetVersion where task is_not none");
  return rows.filter((row) => plainly(row.status.name) === version && plainly(row.task.status.name) === task);
}

test("is the same twice", () => {
  expect([...operations(scale)]).toEqual(made);
});

test("gives every entity an id of its own, none of which the studio has", () => {
  const ids = made.flatMap(({ entity_data: { id } }) => (id === undefined ? [] : [id]));
  const others = studioContent({ storageRoot }).operations.flatMap(({ entity_data: { id } }) => id ?? []);
  expect(new Set([...ids, ...others]).size).toBe(ids.length + others.length);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(String(id)))).toBe(
    true,
  );
});

describe("brings the studio to", () => {
  test("exactly so many versions", () => {
    expect(query("select id from AssetVersion")).toHaveLength(versions);
  });

  test("a tenth of them eligible, half for each upload type", () => {
    expect(eligible("ready to review", "pending internal review")).toHaveLength(versions / 20);
    expect(eligible("internal approved", "internal approved")).toHaveLength(versions / 20);
  });

  test.each([fewestVersions, fewestVersions + 1, 500, 1_200, 2_345])("also if there are only %i", (total) => {
    const planned = planLargeShow(total).flatMap(({ tasks }) => tasks.flatMap(({ assets }) => assets));
    expect(planned.flatMap((asset) => asset.versions)).toHaveLength(total - fewestVersions);
  });
});

test("nearly all that is eligible is in one project, in every department, in many sequences", () => {
  const where = `where asset.parent.project.name is "LTH"
    and status.name is "Ready to review" and task.status.name is "Pending Internal review"`;
  const rows = query(`select task.type.name from AssetVersion ${where}`);
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows.map(({ task }) => task.type.name)).size).toBe(6);
  expect(query('select id from Sequence where project.name is "LTH"').length).toBeGreaterThanOrEqual(3);
  expect(query('select id from AssetBuild where project.name is "LTH"').length).toBeGreaterThan(0);
});

test("paths are written in each of the studio's ways", () => {
  const paths = query(
    'select resource_identifier from ComponentLocation where component.version.asset.parent.project.name is "LTH"',
  ).map(({ resource_identifier: path }) => path);
  expect(paths.some((path) => path.startsWith(`${storageRoot}/prj/LTH/sq0010/sh0010/comp/compout/v001/left/`))).toBe(
    true,
  );
  expect(paths.some((path) => path.startsWith("P:\\LTH\\sq0010\\"))).toBe(true);
  expect(paths.some((path) => path.startsWith("sq0010/"))).toBe(true);
});

test("a question about few versions looks at few rows, whatever else there is", () => {
  const [task] = query(
    'select id from Task where project.name is "LTH" and status.name is "Pending Internal review" limit 1',
  );
  const scanned = vi.spyOn(Store.prototype, "all");
  const followed = vi.spyOn(Store.prototype, "get");
  const rows = query(
    `select task.status.name, status.name, asset.parent.name, components.component_locations.resource_identifier
     from AssetVersion where asset.parent.project.name is "LTH" and status.name is_not "Omitted" and task_id is ${task?.id}`,
  );
  const types = new Set(scanned.mock.calls.map(([type]) => type.name));
  expect(rows.length).toBeGreaterThan(0);
  expect(types).not.toContain("AssetVersion");
  expect(types).not.toContain("Component");
  expect(followed.mock.calls.length).toBeLessThan(rows.length * 60);
  scanned.mockRestore();
  followed.mockRestore();
});

test("eligible versions are found from their statuses, not by a look at all versions", () => {
  const scanned = vi.spyOn(Store.prototype, "all");
  const rows = query(
    `select id from AssetVersion where asset.parent.project.name is "LTH"
     and status.name is "Ready to review" and task.status.name is "Pending Internal review"`,
  );
  const types = new Set(scanned.mock.calls.map(([type]) => type.name));
  expect(rows.length).toBeGreaterThan(0);
  expect(types).toContain("Status");
  expect(types).not.toContain("AssetVersion");
  expect(types).not.toContain("Task");
  scanned.mockRestore();
});
