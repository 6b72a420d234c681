import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimFolder } from "#sandbox/demo/claim";
import { processIdentity } from "#sandbox/process-identity";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "compout-test-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const lock = (demo: object, warden: object) => writeFileSync(join(home, "demo.lock"), JSON.stringify({ demo, warden }));
const dead = { pid: 4_000_000, identity: "1" };
const sleeper = (milliseconds: number) => {
  const child = spawn(process.execPath, ["-e", `setTimeout(() => undefined, ${milliseconds})`]);
  const { pid } = child;
  if (pid === undefined) throw new Error("The child did not start.");
  return { child, claimant: { pid, identity: processIdentity(pid) ?? "" } };
};

test("refuses a folder in which another demo runs, and says what to do", async () => {
  await claimFolder(home, process.pid);
  await expect(claimFolder(home, process.pid)).rejects.toThrow(
    new RegExp(`A demo runs in ${home} already, as process ${process.pid}\\. .*--directory`),
  );
});

test("takes over a folder whose demo was killed, also where its pid lives on as somebody else", async () => {
  lock(dead, dead);
  await claimFolder(home, process.pid);
  lock({ pid: process.pid, identity: "another start" }, dead);
  await expect(claimFolder(home, process.pid)).resolves.toEqual({ path: join(home, "demo.lock") });
});

test("waits for the killed demo's warden to clear up", async () => {
  const { child, claimant } = sleeper(700);
  lock(dead, claimant);
  try {
    await claimFolder(home, process.pid);
    expect(processIdentity(claimant.pid)).toBeNull();
  } finally {
    child.kill();
  }
});
