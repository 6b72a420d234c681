import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { freePort } from "#sandbox/free-port";
import { settledMs } from "./in-page.ts";

const root = join(import.meta.dirname, "../..");
const next = join(root, "node_modules/next/dist/bin/next");

/** All script that a page loads before anybody touches it, each file gzipped: bytes by its address. */
export async function scriptsOf(page: Page, url: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const bodies: Promise<void>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    bodies.push(
      response.body().then((body) => {
        found.set(new URL(response.url()).pathname, gzipSync(body).length);
      }),
    );
  });
  await page.goto(url);
  await page.waitForTimeout(settledMs);
  await Promise.all(bodies);
  return found;
}

export function kibibytes(scripts: ReadonlyMap<string, number>): number {
  return [...scripts.values()].reduce((sum, size) => sum + size, 0) / 1024;
}

const files = {
  "app/layout.jsx": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  "app/page.jsx": "export default function Page() { return <p>Empty</p>; }\n",
  "next.config.mjs": "export default {};\n",
  // Without one of its own it would take the program's.
  "proxy.js": 'export const proxy = () => undefined;\nexport const config = { matcher: "/nowhere" };\n',
  "instrumentation.js": "export function register() {}\n",
};

/** Builds and serves a Next app of one empty page with the program's own packages, for as long as `work` takes. */
export async function withEmptyApp<T>(work: (url: string) => Promise<T>): Promise<T> {
  // Below the program's folder, from where Next finds the packages.
  const folder = join(root, ".compout", `empty-app-${process.pid}`);
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(folder, name, ".."), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    await run(["build", folder]);
    const port = await freePort();
    const server = spawn(process.execPath, [next, "start", folder, "--port", String(port)], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(server, "exit");
    try {
      const url = `http://localhost:${port}`;
      await answering(url);
      return await work(url);
    } finally {
      server.kill("SIGTERM");
      await ended;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [next, ...args], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The empty app could not be built.\n${said}`);
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 900; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("The empty app does not answer.");
}
