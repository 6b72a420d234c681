import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { freePort } from "#sandbox/free-port";

const demo = fileURLToPath(new URL("../demo.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "compout-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  child: ChildProcess;
  /** What it printed so far. */
  said: () => string;
  exit: Promise<unknown[]>;
  /** Fulfilled by the first line that begins so, or by the end. */
  line: (start: string) => Promise<string>;
}

function run(args: readonly string[], environment: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [demo, ...args], {
    env: { ...process.env, npm_lifecycle_event: "", PORT: "", FTRACK_PORT: "0", FTRACK_ADMIN_PORT: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const exit = once(child, "close");
  const line = (start: string) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = lines.find((each) => each.startsWith(start));
        if (found !== undefined) resolve(found);
      };
      waiting.push(look);
      look();
      exit.then(() => resolve(""));
    });
  return { child, said: () => lines.join("\n"), exit, line };
}

test("ftrack runs alone, with a seed, and leaves nothing behind but its folder", async () => {
  const home = join(folder, "alone");
  const seed = join(folder, "seed.json");
  const project = { name: "SEED", full_name: "A seeded show" };
  writeFileSync(seed, JSON.stringify([{ action: "create", entity_type: "Project", entity_data: project }]));
  const { child, said, exit, line } = run(["--ftrack-only", "--seed", seed, "--versions", "500", "--directory", home], {
    FTRACK_ADMIN_PORT: "0",
  });
  try {
    const ready = await line("Ready");
    const record = join(home, "ftrack.json");
    expect(existsSync(record), said()).toBe(true);
    const { ftrack, ftrackAdmin } = JSON.parse(readFileSync(record, "utf8"));
    expect(ready).toContain(
      `FTRACK_SERVER=${ftrack.server} FTRACK_API_USER=${ftrack.apiUser} FTRACK_API_KEY=${ftrack.apiKey}`,
    );
    const response = await fetch(`${ftrack.server}/api`, {
      method: "POST",
      headers: { "ftrack-user": ftrack.apiUser, "ftrack-api-key": ftrack.apiKey },
      body: JSON.stringify([
        { action: "query", expression: "select full_name from Project order by name" },
        { action: "query", expression: "select id from AssetVersion" },
      ]),
    });
    const [projects, versions] = await response.json();
    expect(projects.data.map((each: typeof project) => each.full_name)).toEqual([
      "Epilogue, season one",
      "The Long Thaw",
      "Northern Express",
      "A seeded show",
    ]);
    expect(versions.data).toHaveLength(500);
    expect((await fetch(`${ftrackAdmin}/faults`)).status).toBe(200);
    child.kill("SIGINT");
    expect(await exit).toEqual([0, null]);
    await expect(fetch(ftrack.server)).rejects.toThrow();
    expect(existsSync(record)).toBe(false);
    expect(existsSync(join(home, "ftrack.lock"))).toBe(false);
  } finally {
    child.kill("SIGKILL");
  }
}, 60_000);

test("a seed that does not fit is refused before anything starts, whichever way the demo is run", async () => {
  const seed = join(folder, "bad.json");
  const data = { name: "sh0001", parent_id: "nowhere" };
  writeFileSync(seed, JSON.stringify([{ action: "create", entity_type: "Shot", entity_data: data }]));
  const homes = [join(folder, "bad-alone"), join(folder, "bad-whole")];
  const runs = [
    run(["--ftrack-only", "--seed", seed, "--directory", homes[0] ?? ""]),
    run(["--seed", seed, "--directory", homes[1] ?? ""], { PORT: String(await freePort()) }),
  ];
  for (const { exit, said } of runs) {
    expect(await exit).toEqual([1, null]);
    expect(said()).toContain(`The seed ${seed} can't be used: entry 1 of 1 (Shot): `);
    expect(said()).not.toContain("Ready");
  }
  for (const home of homes) {
    for (const left of ["demo.json", "ftrack.json", "demo.lock", "ftrack.lock", "demo/postgres"]) {
      expect(existsSync(join(home, left))).toBe(false);
    }
  }
}, 60_000);

test.each([
  [["--fast"], {}, "The demo has no option --fast."],
  [["--versions", "3"], {}, "--versions is 3."],
  [["--ftrack-only"], { FTRACK_PORT: "none" }, "FTRACK_PORT is none, which is no port."],
  [["--ftrack-only", "--seed", "/nowhere/seed.json"], {}, "The seed /nowhere/seed.json can't be read"],
])(
  "%j with %j ends with a sentence",
  async (args, environment, sentence) => {
    const { exit, said } = run([...args, "--directory", join(folder, "never")], environment);
    expect(await exit).toEqual([1, null]);
    expect(said()).toContain(sentence);
    expect(existsSync(join(folder, "never", "ftrack.json"))).toBe(false);
  },
  30_000,
);

test("a port that somebody holds is named", async () => {
  const home = join(folder, "first");
  const first = run(["--ftrack-only", "--directory", home]);
  try {
    const server = /FTRACK_SERVER=(\S+)/.exec(await first.line("Ready"))?.[1] ?? "";
    const { port } = new URL(server);
    const second = run(["--ftrack-only", "--directory", join(folder, "second")], { FTRACK_PORT: port });
    expect(await second.exit).toEqual([1, null]);
    expect(second.said()).toContain(`Port ${port} is taken by another program.`);
    const third = run(["--ftrack-only", "--directory", home]);
    expect(await third.exit).toEqual([1, null]);
    expect(third.said()).toContain(`ftrack alone runs in ${home} already`);
  } finally {
    first.child.kill("SIGTERM");
    await first.exit;
  }
}, 60_000);
