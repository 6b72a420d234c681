import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { promises as fs, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Warden } from "./warden.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const record = ".next/compout-sources.txt";

/** Everything that `next build` reads. Tests are left out: they change no program. */
const sources = [
  "{app,components,lib,public}/**/*",
  "{proxy,instrumentation}.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** A hash over the program's sources: another one means that the build is stale. */
export function sourcesHash(): string {
  const hash = createHash("sha256");
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  for (const path of files)
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update("\0");
  return hash.digest("hex");
}

/** Whether `.next` holds a build of exactly these sources. */
export async function isBuilt(): Promise<boolean> {
  try {
    const [built] = await Promise.all([fs.readFile(`${root}${record}`, "utf8"), fs.access(`${root}.next/BUILD_ID`)]);
    return built.trim() === sourcesHash();
  } catch {
    return false;
  }
}

/**
 * Builds the program for production, and remembers of which sources. Throws an Error that holds what the build said,
 * unless `shown` sends that to the terminal at once. With a warden it ends when we end.
 */
export async function build({ shown = false, warden }: { shown?: boolean; warden?: Warden } = {}): Promise<void> {
  const hash = sourcesHash();
  const next = spawn(process.execPath, [`${root}node_modules/next/dist/bin/next`, "build"], {
    cwd: root,
    detached: warden !== undefined,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
  });
  warden?.watch(next, { group: true });
  let said = "";
  for (const stream of [next.stdout, next.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const [code] = await once(next, "close");
  if (code !== 0) throw new Error(`The program could not be built.\n${said.trim()}`.trim());
  await fs.writeFile(`${root}${record}`, `${hash}\n`);
}

if (import.meta.main) {
  try {
    await build({ shown: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
