import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { sentenceOf } from "#lib/domain/errors";
import { checkedSettings, loadEnvFile, refusalText } from "./checked-settings.ts";
import { container } from "./container.ts";
import { becomeProduction, type Environment } from "./env.ts";
import type { Metrics } from "./metrics.ts";
import { withRequestTime } from "./request-time.ts";
import { warmUp } from "./warm-up.ts";

/** `npm start`: the web server, in production mode, and a worker inside it unless WORKER=off. */

const graceMs = 40_000;

async function main(): Promise<void> {
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  becomeProduction();
  loadEnvFile();
  const settings = await checkedSettings();
  const built = existsSync(".next/BUILD_ID");
  const problems = [
    ...(settings.ok ? [] : settings.problems),
    ...(built ? [] : ["The program is not built. Run `npm run build` first."]),
  ];
  if (!settings.ok || problems.length > 0) return refuse(problems);
  try {
    const parts = await container();
    const server = await serve(settings.environment, parts.metrics);
    stopOnSignal(server, () => parts.close());
  } catch (error) {
    refuse([sentenceOf(error)]);
  }
}

function refuse(problems: readonly string[]): void {
  console.error(refusalText(problems));
  process.exit(1);
}

/** Takes requests once Next has prepared everything, instrumentation included. */
async function serve({ PORT: port, BIND_ADDRESS: hostname }: Environment, metrics: Metrics): Promise<Server> {
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: process.cwd(), port, hostname: hostname ?? "localhost" });
  await app.prepare();
  const handle = app.getRequestHandler();
  const listener = withRequestTime(
    (request, response) => void handle(request, response),
    (work, parts) => {
      metrics.requests.observe({ work, part: "ftrack" }, parts.ftrack / 1000);
      metrics.requests.observe({ work, part: "own" }, parts.own / 1000);
    },
  );
  await warmUp(listener);
  const server = createServer(listener);
  // Longer than what proxies keep their connections, so that none is cut as a request comes in.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, resolve);
  });
  const address = server.address();
  const at = typeof address === "object" && address !== null ? address.port : port;
  console.log(`Compout Upload listens on port ${at}.`);
  return server;
}

/** Ends event streams, answers what is under way, lets running jobs end, then exits. A second signal exits at once. */
function stopOnSignal(server: Server, close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    const closed = close();
    const answered = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    Promise.all([closed, answered]).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(sentenceOf(error));
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

await main();
