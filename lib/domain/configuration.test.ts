import { describe, expect, test } from "vitest";
import { z } from "zod";
import { configurationSchema } from "./configuration.ts";
import { configurationProblems } from "./configuration-problems.ts";
import { sampleConfiguration } from "./domain-samples.ts";

const sound = {
  roles: { artist: ["artists"] },
  storage: {
    roots: [{ path: "/mnt/prj", aliases: ["P:\\"] }],
    sources: ["/mnt/prj/{project}"],
    deliveries: [{ path: "/mnt/prj/{project}" }],
  },
};

function problems(changes: Readonly<Record<string, unknown>>): string[] {
  const parsed = configurationSchema.safeParse({ ...sound, ...changes });
  return parsed.success ? [] : configurationProblems(parsed.error);
}

const storage = (changes: Readonly<Record<string, unknown>>) => problems({ storage: { ...sound.storage, ...changes } });

describe("defaults", () => {
  test("are the studio's practice, and the safest choice", () => {
    const configuration = sampleConfiguration();
    expect(configuration.statuses.internal).toEqual({ version: "Ready to review", task: "Pending Internal review" });
    expect(configuration.statuses.client).toEqual({ version: "Internal Approved", task: "Internal Approved" });
    expect(configuration.layout).toEqual({ file: "{file}", sequence: "{stem}/{file}" });
    expect(configuration.frames).toMatchObject({ incomplete: "stop", extra: "warn" });
    expect(configuration.storage.folderMode).toBe("2775");
    expect(configuration.directory.allowCleartext).toBe(false);
    expect(configuration.ftrack).toMatchObject({ note: true, setStatus: { internal: {}, client: {} } });
  });

  test("make the smallest configuration whole", () => {
    expect(problems({})).toEqual([]);
  });

  test("slashes too many are dropped from folders", () => {
    const configuration = sampleConfiguration({
      storage: {
        roots: [{ path: "/mnt//prj/" }],
        sources: ["/mnt/prj/./{project}/"],
        deliveries: [{ path: "/mnt/{project}//" }],
      },
    });
    expect(configuration.storage.roots[0]?.path).toBe("/mnt/prj");
    expect(configuration.storage.sources).toEqual(["/mnt/prj/{project}"]);
    expect(configuration.storage.deliveries[0]?.path).toBe("/mnt/{project}");
  });

  test("an editor's schema can be written from it", () => {
    const schema = z.toJSONSchema(configurationSchema, { io: "input" });
    expect(schema.required).toEqual(["roles", "storage"]);
    expect(Object.keys(schema.properties ?? {})).toContain("supervisors");
  });
});

describe("every problem is named with its path", () => {
  test("all at once", () => {
    expect(
      problems({
        storage: { roots: [], sources: ["relative"], deliveries: [{ path: "/mnt/out" }] },
        report: { timeZone: "Mars" },
      }),
    ).toEqual([
      "storage.roots: needs at least one entry",
      "storage.sources[0]: must be an absolute POSIX path, like /mnt/prj",
      "storage.deliveries[0]: needs {project} in its path, or a list of projects: otherwise one project could deliver into another's folder",
      "report.timeZone: must be an IANA time zone, like Europe/Berlin",
    ]);
  });

  test("what is missing", () => {
    const parsed = configurationSchema.safeParse({});
    expect(parsed.success ? [] : configurationProblems(parsed.error)).toEqual([
      "roles: is missing: it must be a group of settings",
      "storage: is missing: it must be a group of settings",
    ]);
  });

  test("a file that is no group of settings", () => {
    const parsed = configurationSchema.safeParse("x");
    expect(parsed.success ? [] : configurationProblems(parsed.error)).toEqual([
      "the whole file: must be a group of settings",
    ]);
  });

  test("settings that nobody knows", () => {
    expect(problems({ stroage: {}, report: { timezone: "UTC" } })).toEqual([
      "report.timezone: is no setting that is known here",
      "stroage: is no setting that is known here",
    ]);
  });

  test("wrong kinds", () => {
    expect(problems({ report: { itemsBeforeCsv: "many" }, proxies: "10.0.0.1" })).toEqual([
      "report.itemsBeforeCsv: must be a number",
      "proxies: must be a list",
    ]);
  });

  test("a source of supervisors of an unknown kind", () => {
    expect(problems({ supervisors: [{ from: "slack" }] })[0]).toMatch(
      /^supervisors\[0\]\.from: expected 'directory-group'/,
    );
  });
});

describe("layouts", () => {
  test("are found wrong when the configuration is read", () => {
    expect(problems({ layout: { file: "{shto}/{file}", sequence: "{stem}" } })).toEqual([
      expect.stringMatching(/^layout\.file: has \{shto\}, which stands for nothing/),
      "layout.sequence: must end with {file}",
    ]);
  });
});

describe("{project}", () => {
  test("is the only token of delivery roots and sources", () => {
    expect(storage({ deliveries: [{ path: "/mnt/{projcet}", projects: ["NXP"] }] })).toEqual([
      "storage.deliveries[0].path: has {projcet}, which stands for nothing here; {project} may be used",
    ]);
    expect(storage({ sources: ["/mnt/{disk}"] })).toEqual([
      "storage.sources[0]: has {disk}, which stands for nothing here; {project} may be used",
    ]);
    expect(storage({ sources: ["/mnt/{project"] })).toEqual([
      "storage.sources[0]: has {project, which stands for nothing here; {project} may be used",
    ]);
  });

  test("has no meaning in a volume's path", () => {
    expect(storage({ roots: [{ path: "/mnt/{project}" }] })).toEqual([
      "storage.roots[0].path: has {project}, which stands for nothing here",
    ]);
  });

  test("may be left out of a delivery root that lists its projects", () => {
    expect(storage({ deliveries: [{ path: "/mnt/out", projects: ["NXP"] }] })).toEqual([]);
    expect(storage({ deliveries: [{ path: "/mnt/out", projects: [] }] })).not.toEqual([]);
    expect(storage({ deliveries: [{ path: "/mnt/out", projects: ["a/b"] }] })).toEqual([
      "storage.deliveries[0].projects[0]: must be a name without slashes, as ftrack has it",
    ]);
  });

  test("may stand in a location's prefix, beside {root} and {disk}", () => {
    expect(problems({ locations: [{ name: "studio.disk", prefix: "{disk}/{project}/{root}" }] })).toEqual([]);
    expect(problems({ locations: [{ name: "studio.disk", prefix: "{shot}" }] })).toEqual([
      "locations[0].prefix: has {shot}, which stands for nothing here; {project}, {root}, {disk} may be used",
    ]);
  });
});

describe("folders", () => {
  test.each([
    ["mnt/prj", "must be an absolute POSIX path"],
    ["//mnt/prj", "must be an absolute POSIX path"],
    ["/mnt/../etc", 'must not hold ".."'],
    ["/mnt/\0", "must not hold control characters"],
    ["", "must not be empty"],
  ])("%j is none", (path, problem) => {
    expect(storage({ sources: [path] }).join()).toContain(problem);
  });

  test.each(["..", ".", "a/b", "/x/../y", ""])("staging is no folder named %j", (staging) => {
    expect(storage({ staging }).join()).toMatch(/^storage\.staging: /);
  });

  test("staging may be a name or an absolute path", () => {
    expect(storage({ staging: ".work" })).toEqual([]);
    expect(storage({ staging: "/mnt/prj/.work" })).toEqual([]);
  });

  test("a mode is octal, in quotes", () => {
    expect(storage({ folderMode: "2789" })).toEqual([
      'storage.folderMode: must be an octal mode in quotes, like "2775"',
    ]);
  });
});

describe("volumes", () => {
  test("have whole paths as aliases", () => {
    expect(storage({ roots: [{ path: "/mnt/prj", aliases: ["prj"] }] })).toEqual([
      "storage.roots[0].aliases[0]: must be a whole path, like P:\\, \\\\server\\share, smb://server/share or /Volumes/share",
    ]);
  });

  test("may have one alias in several spellings, but no alias of two volumes", () => {
    expect(storage({ roots: [{ path: "/mnt/prj", aliases: ["smb://nas/prj", "\\\\NAS\\prj"] }] })).toEqual([]);
    expect(
      storage({
        roots: [
          { path: "/mnt/prj", aliases: ["smb://nas/prj"] },
          { path: "/mnt/b", aliases: ["\\\\NAS\\PRJ\\", "/mnt/prj"] },
        ],
      }),
    ).toEqual([
      "storage.roots[1].aliases[0]: \\\\NAS\\PRJ\\ stands for /mnt/prj already",
      "storage.roots[1].aliases[1]: /mnt/prj stands for /mnt/prj already",
    ]);
    expect(storage({ roots: [{ path: "/mnt/prj" }, { path: "/mnt/prj/" }] })).toEqual([
      "storage.roots[1].path: /mnt/prj stands for /mnt/prj already",
    ]);
  });
});

describe("statuses", () => {
  test("a project may name one pair and leave the other to the studio", () => {
    const { statuses } = sampleConfiguration({
      statuses: { projects: { NXP: { client: { version: "a", task: "b" } } } },
    });
    expect(statuses.projects).toEqual({ NXP: { client: { version: "a", task: "b" } } });
  });

  test("a pair has both statuses, and neither is empty", () => {
    expect(problems({ statuses: { projects: { NXP: { client: { version: "a" } } } } })).toEqual([
      "statuses.projects.NXP.client.task: is missing: it must be a text",
    ]);
    expect(problems({ statuses: { internal: { version: " ", task: "b" } } })).toEqual([
      "statuses.internal.version: must not be empty",
    ]);
  });

  test("a project stands there once, and its name says something", () => {
    const client = { version: "a", task: "b" };
    expect(problems({ statuses: { projects: { NXP: { client }, nxp: { client } } } })).toEqual([
      "statuses.projects.nxp: stands here twice: nxp",
    ]);
    expect(problems({ statuses: { projects: { " ": { client } } } })).toEqual([
      'statuses.projects[" "]: its name must not be empty',
    ]);
  });
});

test("a configuration that lets nobody in is a mistake", () => {
  const sentence = "roles: needs a directory group for at least one role: otherwise nobody can sign in";
  expect(problems({ roles: {} })).toEqual([sentence]);
  expect(problems({ roles: { artist: [] } })).toEqual([sentence]);
  expect(problems({ roles: { artists: ["x"] } })).toContain("roles.artists: is no setting that is known here");
});

test("proxies are addresses or CIDR ranges", () => {
  expect(problems({ proxies: ["10.0.0.0/8", "fd00::/8", "127.0.0.1"] })).toEqual([]);
  expect(problems({ proxies: ["10.0.0.0/8", "10.0.0.0/40", "proxy.local"] })).toEqual([
    "proxies[1]: must be an IP address or a CIDR range, like 10.0.0.0/8 or fd00::/8",
    "proxies[2]: must be an IP address or a CIDR range, like 10.0.0.0/8 or fd00::/8",
  ]);
});

test("a camera's name stands once", () => {
  const match = ["x"];
  expect(
    problems({
      deliverables: {
        cameras: [
          { name: "left", match },
          { name: "Left", match },
        ],
      },
    }),
  ).toEqual(["deliverables.cameras[1].name: stands here twice: Left"]);
});

test("supervisors may come from every kind of source", () => {
  expect(
    problems({
      supervisors: [
        { from: "directory-group", group: "supervisors", departments: ["Compositing"] },
        { from: "ftrack-group", group: "Supervisors", projects: ["NXP"] },
        { from: "ftrack-attribute" },
        { from: "project-manager", type: "Supervisor" },
        { from: "addresses", addresses: ["dailies@lumenworks.example"] },
      ],
    }),
  ).toEqual([]);
  expect(problems({ supervisors: [{ from: "addresses", addresses: ["nobody"] }] })).toEqual([
    "supervisors[0].addresses[0]: Invalid email address",
  ]);
});
