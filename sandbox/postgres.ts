import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { type PostgresHome, preparePostgresHome } from "./postgres-home.ts";
import { startWarden, type Warden } from "./warden.ts";

export interface Postgres {
  /** A superuser's address of the database "postgres". */
  url: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

// Nothing here outlives the sandbox, so nothing needs to survive a power cut.
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
};

export interface PostgresOptions {
  /** Is made, and must be empty or absent; by default a temporary folder. */
  directory?: string;
  /** Who clears up if this process ends; by default a warden of its own. */
  warden?: Warden;
}

/**
 * Starts a PostgreSQL of its own on a free port of 127.0.0.1, UTF8 and locale C, as an ordinary user or as root.
 * Whatever happens to this process, the server ends with it and the folder goes.
 * Throws an Error with a sentence if it cannot start.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const warden = options.warden ?? startWarden();
  const folders: string[] = [];
  const remove = (folder: string) => {
    folders.push(folder);
    warden.remove(folder);
  };
  const clear = async () => {
    await Promise.all(folders.map((folder) => fs.rm(folder, { recursive: true, force: true })));
    if (!options.warden) await warden.end();
  };
  try {
    const directory = options.directory ?? (await fs.mkdtemp(join(tmpdir(), "compout-postgres-")));
    remove(directory);
    const home = await preparePostgresHome(directory);
    home.temporary.forEach(remove);
    const password = randomBytes(18).toString("base64url");
    await initialise(home, warden, password);
    const { port, stop } = await serve(home, warden);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        await stop();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

function spawnAs(home: PostgresHome, command: string, args: readonly string[]) {
  return spawn(command, args, {
    ...home.runAs,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
}

async function initialise(home: PostgresHome, warden: Warden, password: string): Promise<void> {
  await fs.mkdir(home.data, { recursive: true, mode: 0o700 });
  const passwordFile = `${home.data}.password`;
  await fs.writeFile(passwordFile, password, { mode: 0o600 });
  if (home.runAs) {
    await fs.chown(home.data, home.runAs.uid, home.runAs.gid);
    await fs.chown(passwordFile, home.runAs.uid, home.runAs.gid);
  }
  const initdb = spawnAs(home, home.initdb, [
    `--pgdata=${home.data}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
    "--no-instructions",
  ]);
  warden.watch(initdb, { group: true });
  let said = "";
  initdb.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(initdb, "close");
  await fs.rm(passwordFile, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL could not set up its folder ${home.data}: ${said.trim()}`);
}

async function serve(home: PostgresHome, warden: Warden): Promise<{ port: number; stop(): Promise<void> }> {
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = spawnAs(home, home.postgres, ["-D", home.data, "-p", String(port), ...flags]);
    warden.watch(server, { signal: "SIGINT" });
    const closed = once(server, "exit");
    let said = "";
    const ready = new Promise<boolean>((resolve) => {
      server.stderr.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-4000);
        if (said.includes("ready to accept connections")) resolve(true);
      });
      closed.then(
        () => resolve(false),
        () => resolve(false),
      );
    });
    if (await ready) {
      const stop = async () => {
        server.kill("SIGINT");
        await closed;
      };
      return { port, stop };
    }
    if (tries === 5 || !said.includes("could not bind")) {
      throw new Error(`PostgreSQL could not start in ${home.data}: ${said.trim()}`);
    }
  }
}
