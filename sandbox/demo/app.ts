import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, promises as fs, openSync } from "node:fs";
import { promises as timers } from "node:timers";
import { fileURLToPath } from "node:url";
import type { Warden } from "#sandbox/warden";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A first start has to prepare the database. */
const startPatience = 90_000;
const stopPatience = 10_000;

export interface App {
  /** Fulfilled when the process is gone, whoever ended it. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface AppOptions {
  /** As a browser has it: http://localhost:3000 */
  url: string;
  environment: Readonly<Record<string, string>>;
  /** What the app prints goes here. */
  logFile: string;
  warden: Warden;
}

/** Starts the built program as `npm start` does, its worker inside, and waits until it serves. Throws an Error with its last words otherwise. */
export async function startApp({ url, environment, logFile, warden }: AppOptions): Promise<App> {
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [`${root}lib/server/start.ts`], {
    cwd: root,
    detached: true,
    stdio: ["ignore", log, log],
    env: {
      ...process.env,
      ...nothingElse(environment),
      ...environment,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      UV_THREADPOOL_SIZE: "16",
      PORT: new URL(url).port || "80",
      BIND_ADDRESS: "127.0.0.1",
      WORKER: "on",
    },
  });
  closeSync(log);
  warden.watch(child, { group: true });
  let gone = false;
  const exited = once(child, "exit").then(() => {
    gone = true;
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await Promise.race([exited, timers.setTimeout(stopPatience, undefined, { ref: false })]);
    if (!gone) child.kill("SIGKILL");
    await exited;
  };
  const deadline = Date.now() + startPatience;
  for (const path of ["/api/health", "/login"]) {
    for (;;) {
      const answer = await ask(new URL(path, url));
      if (answer === "200") break;
      if (gone || Date.now() > deadline) {
        const happened = gone ? "ended before it was ready" : `should serve ${path}, but answers: ${answer}`;
        await stop();
        const words = (await fs.readFile(logFile, "utf8")).trim().split("\n").slice(-40).join("\n");
        throw new Error(`The program ${happened}. Its last words, from ${logFile}:\n${words}`);
      }
      await timers.setTimeout(100);
    }
  }
  return { exited, stop };
}

/** The status that a browser ends up with there, redirects followed and cookies kept, or why there is no answer. */
async function ask(address: URL): Promise<string> {
  const cookies = new Map<string, string>();
  try {
    for (let hop = 0, url = address; hop < 5; hop++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(url, {
        redirect: "manual",
        headers: { cookie },
        signal: AbortSignal.timeout(10_000),
      });
      await response.arrayBuffer();
      const next = response.headers.get("location");
      if (next === null) return String(response.status);
      for (const header of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
        if (name !== undefined && value !== undefined) cookies.set(name, value);
      }
      url = new URL(next, url);
    }
    return "redirects without end";
  } catch (error) {
    return error instanceof Error ? `${error.message} ${String(error.cause ?? "")}`.trim() : String(error);
  }
}

/** A real studio's settings, in this shell or in a `.env`, must not reach into the demo. */
function nothingElse(environment: Readonly<Record<string, string>>): Record<string, string> {
  const names = [...Object.keys(environment), "DATABASE_URL_DIRECT", "METRICS_TOKEN"];
  return Object.fromEntries(names.flatMap((name) => [[name, ""] as const, [`${name}_FILE`, ""] as const]));
}
