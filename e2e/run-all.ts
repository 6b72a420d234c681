import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.ts";

/** `npm test`: vitest, then the browser's tests on the built app; the last line counts all of them. */
interface Count {
  passed: number;
  failed: number;
}

const folder = mkdtempSync(join(tmpdir(), "compout-tests-"));

function run(command: string, args: string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function readJson(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

async function unitTests(): Promise<Count> {
  const output = join(folder, "vitest.json");
  const code = await run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${output}`]);
  const result = readJson(output);
  const passed = Number(result.numPassedTests ?? 0);
  const failed = Number(result.numFailedTests ?? 0);
  // A file that doesn't load fails the run without failing a test.
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function browserTests(): Promise<Count> {
  const output = join(folder, "playwright.json");
  const code = await run("playwright", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: output,
    COMPOUT_BROWSER: findBrowser(),
  });
  const stats = Object(readJson(output).stats);
  const passed = Number(stats.expected ?? 0) + Number(stats.flaky ?? 0);
  const failed = Number(stats.unexpected ?? 0);
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

const counts = [await unitTests(), await browserTests()];
rmSync(folder, { recursive: true, force: true });
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.info(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
