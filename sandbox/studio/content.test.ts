import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { type Deliverable, type StudioContent, studioContent } from "#sandbox/studio/content";
import { writeMedia } from "#sandbox/studio/media";
import { apiUser } from "#sandbox/studio/people";
import { taskStatuses, versionStatuses } from "#sandbox/studio/workflow";

let storageRoot: string;
let content: StudioContent;
let ftrack: FtrackServer;

beforeAll(async () => {
  storageRoot = realpathSync(mkdtempSync(join(tmpdir(), "compout-test-")));
  content = studioContent({ storageRoot });
  await writeMedia(content.media);
  ftrack = await startFtrack({ operations: content.operations, files: content.serverFiles });
});
afterAll(async () => {
  await ftrack.close();
  rmSync(storageRoot, { recursive: true, force: true });
});

const of = (type: string) => content.operations.filter(({ entity_type }) => entity_type === type);
const eligible = (project: string, uploadType: "internal" | "client") =>
  content.deliverables.filter((one) => one.project === project && one.eligibleFor === uploadType);

test("is the same twice", () => {
  const again = studioContent({ storageRoot });
  expect(JSON.stringify(again.operations)).toBe(JSON.stringify(content.operations));
  expect(again.media).toEqual(content.media);
  expect(again.deliverables).toEqual(content.deliverables);
});

test("gives every entity an id of its own", () => {
  const ids = content.operations.flatMap(({ entity_data: { id } }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
});

describe("what is published", () => {
  test("has every mix of a version's and its task's status", () => {
    const mixes = new Set(content.deliverables.map((one) => `${one.versionStatus} | ${one.taskStatus}`));
    const all = taskStatuses.flatMap((task) => versionStatuses.map((version) => `${version} | ${task}`));
    expect(all.filter((mix) => !mixes.has(mix))).toEqual([]);
    expect([...mixes].filter((mix) => mix.endsWith("| null")).length).toBeGreaterThan(0);
  });

  test("is enough to choose from for both upload types, and mostly not eligible", () => {
    expect(eligible("NXP", "internal").length).toBeGreaterThanOrEqual(60);
    expect(eligible("NXP", "internal").length).toBeLessThanOrEqual(120);
    expect(eligible("NXP", "client").length).toBeGreaterThanOrEqual(30);
    expect(eligible("EPI", "internal").length).toBeGreaterThan(0);
    expect(eligible("EPI", "client").length).toBeGreaterThan(0);
    expect(content.deliverables.filter((one) => one.eligibleFor === null).length).toBeGreaterThan(300);
  });

  test("comes from six departments, in three extensions and both cameras, also from asset builds", () => {
    const internal = eligible("NXP", "internal");
    expect(new Set(internal.map((one) => one.department)).size).toBe(6);
    expect(new Set(internal.map((one) => one.extension))).toEqual(new Set([".exr", ".mov", ".jpg"]));
    expect(new Set(internal.map((one) => one.camera))).toEqual(new Set(["left", "right", null]));
    expect(internal.some((one) => one.shot.startsWith("NXP/assets/"))).toBe(true);
  });

  test("has equal shot names in different sequences, and equal sequence names in different episodes", () => {
    const paths = new Set(content.deliverables.map((one) => one.shot));
    for (const path of ["NXP/seq010/sh0010", "NXP/seq020/sh0010", "EPI/ep101/sq100/sh010", "EPI/ep102/sq100/sh010"]) {
      expect(paths).toContain(path);
    }
  });

  test("is written by publishers as POSIX and Windows paths and relative ones, with every frame token", () => {
    const resources = of("ComponentLocation").map(({ entity_data }) => String(entity_data.resource_identifier));
    expect(resources.some((path) => path.startsWith(`${storageRoot}/prj/NXP/`))).toBe(true);
    expect(resources.some((path) => path.startsWith("P:\\NXP\\seq0"))).toBe(true);
    expect(resources.some((path) => path.startsWith("seq0"))).toBe(true);
    for (const token of ["%04d", "####", "@@@@", "$F4"]) {
      expect(resources.some((path) => path.includes(`.${token}.`))).toBe(true);
    }
  });
});

describe("on disk", () => {
  const folderOf = ({ path }: Deliverable) => dirname(path);
  const frames = (one: Deliverable) =>
    readdirSync(folderOf(one))
      .filter((name) => name.startsWith("NXP_") && name.endsWith(one.extension))
      .map((name) => Number(/\.(\d{4})\./.exec(name)?.[1]));
  const component = (scene: Deliverable[], name: string) => {
    const found = scene.find((one) => one.componentName === name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };

  test("a whole sequence lies under the studio's names, beside what other machines left", () => {
    const left = component(content.scenes.internal, "left");
    expect(left.path).toBe(
      `${storageRoot}/prj/NXP/seq010/sh0010/comp/compout/v003/left/NXP_seq010_sh0010_compout_v003_left.%04d.exr`,
    );
    const first = readFileSync(left.path.replace("%04d", "1001"));
    expect(first.subarray(0, 4).toString("hex")).toBe("762f3101");
    expect(readdirSync(folderOf(left))).toEqual(expect.arrayContaining([".DS_Store", "Thumbs.db"]));
  });

  test("damages are where the scenes say, on versions that are eligible", () => {
    const { missingFrames, zeroByte, gone, extraFrames, clientMissingFrames } = content.scenes;
    for (const scene of [missingFrames, zeroByte, gone, extraFrames]) expect(scene[0]?.eligibleFor).toBe("internal");
    expect(clientMissingFrames[0]?.eligibleFor).toBe("client");
    const left = frames(component(missingFrames, "left"));
    expect(left).toContain(1002);
    expect(left).not.toContain(1003);
    expect(left).toContain(1005);
    const empty = component(zeroByte, "right").path.replace("%04d", "1005");
    expect(statSync(empty).size).toBe(0);
    expect(existsSync(folderOf(component(gone, "left")))).toBe(false);
    expect(existsSync(component(gone, "main").path)).toBe(false);
    expect(frames(component(extraFrames, "left"))).toHaveLength(frames(component(extraFrames, "right")).length + 2);
  });

  test("every other deliverable has its files", () => {
    const lost = content.deliverables
      .filter((one) => one.damage.length === 0)
      .filter((one) => !existsSync(one.path.replace(/%04d|####|@@@@|\$F4/, "1001")));
    expect(lost).toEqual([]);
  });

  test("NXP has its own 00_ftp, EPI's leads to another volume", () => {
    expect(statSync(content.ftpFolders.NXP).isDirectory()).toBe(true);
    expect(readlinkSync(content.ftpFolders.EPI)).toBe(`${storageRoot}/vol2/EPI/00_ftp`);
    expect(statSync(content.ftpFolders.EPI).isDirectory()).toBe(true);
  });
});

describe("in ftrack", () => {
  async function query(expression: string): Promise<unknown[]> {
    const response = await fetch(`${ftrack.url}/api`, {
      method: "POST",
      headers: {
        "ftrack-user": apiUser.username,
        "ftrack-api-key": apiUser.apiKey,
        "content-type": "application/json",
      },
      body: JSON.stringify([{ action: "query", expression }]),
    });
    const [answer] = await response.json();
    return answer.data;
  }

  test("eligible components are those that the content says, review encodings aside", async () => {
    const found = await query(
      `select id from Component where version.asset.parent.project.name is "NXP"
       and version.status.name is "Ready to review" and version.task.status.name is "Pending Internal review"
       and not name like "ftrackreview%" and system_type is_not "container"`,
    );
    const ids = eligible("NXP", "internal").map((one) => one.componentId);
    expect(found.map((row) => JSON.parse(JSON.stringify(row)).id).sort()).toEqual(ids.sort());
  });

  test("EPI's workflow spells names in its own way", async () => {
    const statuses = await query('select name from Status where name like "pending internal%"');
    expect(statuses).toHaveLength(2);
  });

  test("supervisors are named by a manager type, a custom attribute and a group", async () => {
    expect(await query('Manager where type.name is "Supervisor"')).toHaveLength(2);
    expect((await query('CustomAttributeLink where configuration.key is "supervisor"')).length).toBeGreaterThan(10);
    expect(await query('Membership where group.name is "Supervisors"')).toHaveLength(2);
  });

  test("most versions have a picture", async () => {
    const versions = await query("AssetVersion");
    expect((await query("AssetVersion where thumbnail_id is_not none")).length).toBeGreaterThan(versions.length / 2);
  });
});
