import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFiles } from "#lib/adapters/files/files";
import { sampleConfiguration, sampleProject } from "#lib/domain/domain-samples";
import { AppError } from "#lib/domain/errors";
import type { LookRequest } from "#lib/domain/requests";
import { completeDestination } from "./complete-destination.ts";

let root: string;
let ftp: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "compout-look-"));
  ftp = join(root, "prj/NXP/00_ftp");
  for (const folder of ["dailies/day1", "client"]) await mkdir(join(ftp, folder), { recursive: true });
  await mkdir(join(root, "prj/EPI/00_ftp/secret"), { recursive: true });
  await mkdir(join(root, "vol2"));
});

afterEach(() => rm(root, { recursive: true, force: true }));

function context(files = createFiles()) {
  return {
    actor: { username: "mara", name: "Mara", email: "mara@studio.example", roles: ["artist" as const], address: null },
    configuration: sampleConfiguration({
      storage: {
        roots: [{ path: join(root, "prj"), aliases: ["P:\\"] }, { path: join(root, "vol2") }],
        sources: [join(root, "prj/{project}")],
        deliveries: [{ path: join(root, "prj/{project}") }, { path: join(root, "vol2/{project}") }],
      },
      report: { timeZone: "Asia/Tokyo" },
    }),
    files,
    now: () => new Date("2026-11-22T20:00:00Z"),
    ftrack: { projects: async () => [sampleProject] },
  };
}

const look = (path: string, changed: Partial<LookRequest> = {}, files = createFiles()) =>
  completeDestination(context(files), {
    project: sampleProject.id,
    type: "internal",
    path,
    department: null,
    ...changed,
  });

describe("an empty field", () => {
  test("is offered the 00_ftp folders that are there, and today's folder in the studio's zone", async () => {
    expect(await look("", { department: "Compositing" })).toMatchObject({
      state: "empty",
      path: null,
      ftpFolders: [ftp],
      suggestion: `${ftp}/20261123_Compositing`,
      folders: [],
    });
  });

  test("says which volume does not answer, and offers the others", async () => {
    const files = createFiles();
    const silent = new AppError("storage-failed", "Storage does not answer: `vol2`.");
    const answer = await look(
      "",
      {},
      {
        ...files,
        destination: (path, roots) =>
          roots.some((one) => one.includes("vol2")) ? Promise.reject(silent) : files.destination(path, roots),
      },
    );
    expect(answer).toMatchObject({ ftpFolders: [ftp], troubles: ["Storage does not answer: `vol2`."] });
  });
});

describe("a path", () => {
  test("that is there says so, in both forms, with the folders that may follow", async () => {
    expect(await look("P:\\nxp\\00_ftp\\".replace("nxp", "NXP"))).toMatchObject({
      state: "there",
      path: ftp,
      windows: "P:\\NXP\\00_ftp",
      sentence: null,
      folders: [`${ftp}/client`, `${ftp}/dailies`],
    });
  });

  test("that is half a name is completed", async () => {
    const answer = await look(`${ftp}/DAI`);
    expect(answer).toMatchObject({ state: "new", folders: [`${ftp}/dailies`] });
    expect(answer.sentence).toBe(`\`${ftp}/DAI\` is not there yet. The upload will make it.`);
  });

  test("that is wrong has the preview's sentence, and the way to right it", async () => {
    const answer = await look(join(root, "prj/NXP"));
    expect(answer).toMatchObject({ state: "wrong", ftpFolders: [ftp], folders: [] });
    expect(answer.sentence).toContain(`has no \`00_ftp\` folder. Pick a folder inside \`${ftp}\``);
  });

  test("in another project's 00_ftp is refused, and nothing in it is told", async () => {
    const answer = await look(`${join(root, "prj/EPI/00_ftp")}/`);
    expect(answer).toMatchObject({ state: "wrong", folders: [] });
    expect(answer.sentence).toContain("is in no delivery root for internal uploads of NXP");
  });

  test("through a link that leads out is refused, and nothing there is told", async () => {
    await symlink(join(root, "prj/EPI/00_ftp"), join(ftp, "way_out"));
    const answer = await look(`${ftp}/way_out/`);
    expect(answer).toMatchObject({ state: "wrong", folders: [] });
    expect((await look(`${ftp}/`)).folders).toEqual([`${ftp}/client`, `${ftp}/dailies`]);
  });
});

test("an upload type that the person may not do is refused", async () => {
  const { configuration, ...rest } = context();
  const uploads = { ...configuration.uploads, client: { roles: ["supervisor" as const] } };
  await expect(
    completeDestination(
      { ...rest, configuration: { ...configuration, uploads } },
      { project: sampleProject.id, type: "client", path: "", department: null },
    ),
  ).rejects.toMatchObject({ code: "not-allowed" });
});
