import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { processIdentity } from "#sandbox/process-identity";
import { startWarden } from "#sandbox/warden";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "compout-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sleeper = "setInterval(() => undefined, 1000)";
const stubborn = `process.on("SIGTERM", () => undefined); ${sleeper}`;
/** A child with a child of its own, which only its group's end reaches. */
const family = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(sleeper)}]); ${sleeper}`;

const gone = (pid: number) => vi.waitFor(() => expect(processIdentity(pid)).toBeNull(), { timeout: 15_000 });

/** A parent in a process of its own, which watches one child and says the child's pid. */
async function parentOf(script: string, group: boolean): Promise<{ parent: ChildProcess; childPid: number }> {
  const warden = JSON.stringify(fileURLToPath(new URL("./warden.ts", import.meta.url)));
  const parent = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { spawn } from "node:child_process";
       const { startWarden } = await import(${warden});
       const warden = startWarden();
       const child = spawn(process.execPath, ["-e", ${JSON.stringify(script)}], { detached: ${group} });
       warden.watch(child, { group: ${group} });
       warden.remove(${JSON.stringify(join(folder, "mark"))});
       console.log(child.pid);
       setInterval(() => undefined, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [line] = await once(createInterface({ input: parent.stdout }), "line");
  return { parent, childPid: Number(line) };
}

test.each([
  ["a child", sleeper, false],
  ["a child that ignores SIGTERM", stubborn, false],
  ["a child's whole group", family, true],
])("ends %s after kill -9 of the parent, and removes its files", async (_, script, group) => {
  writeFileSync(join(folder, "mark"), "");
  const { parent, childPid } = await parentOf(script, group);
  expect(processIdentity(childPid)).not.toBeNull();

  parent.kill("SIGKILL");

  await gone(childPid);
  await vi.waitFor(() => expect(existsSync(join(folder, "mark"))).toBe(false), { timeout: 15_000 });
  if (group) await vi.waitFor(() => expect(() => process.kill(-childPid, 0)).toThrow(), { timeout: 15_000 });
});

test("end() does the same in order, and waits for it", async () => {
  const warden = startWarden();
  const child = spawn(process.execPath, ["-e", sleeper]);
  const mark = join(folder, "mark");
  writeFileSync(mark, "");
  warden.watch(child);
  warden.remove(mark);

  await warden.end();

  expect(processIdentity(child.pid ?? 0)).toBeNull();
  expect(existsSync(mark)).toBe(false);
});
