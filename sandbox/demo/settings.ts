import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where `--ftrack-only` listens, so that a client's settings stay the same from start to start. */
const usualFtrackPort = 3100;
const mostVersions = 500_000;

interface Common {
  /** Holds what the demo writes: its records, its locks, and the studio's data. */
  home: string;
  /** Asset versions altogether; null for those of the studio alone. */
  versions: number | null;
  /** Absolute path of a file with more entities for ftrack. */
  seed: string | null;
  /** 0 for a free one. */
  ftrackPort: number;
  /** Where faults of the ftrack server are ordered: 0 for a free port, null for nowhere. */
  adminPort: number | null;
}

export type Settings = Common & ({ mode: "studio"; port: number } | { mode: "ftrack-only" });

const options = {
  directory: { type: "string" },
  versions: { type: "string" },
  seed: { type: "string" },
  "ftrack-only": { type: "boolean" },
} as const;

const known = "--versions NUMBER, --seed FILE, --ftrack-only and --directory FOLDER";

/**
 * What the command line and the environment ask of the demo. `fewest` is how many versions the studio has anyway.
 * @throws Error with a sentence that names what is wrong and what to do.
 */
export function readSettings(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  fewest: number,
): Settings {
  const given = readFlags(args);
  const { directory, seed } = given;
  const only = given["ftrack-only"] !== undefined;
  const common = {
    home: directory === undefined ? join(root, ".compout") : resolve(directory),
    versions: given.versions === undefined ? null : readVersions(given.versions, fewest),
    seed: seed === undefined ? null : resolve(seed),
    ftrackPort: readPort(environment, "FTRACK_PORT", 0) ?? (only ? usualFtrackPort : 0),
    adminPort: readPort(environment, "FTRACK_ADMIN_PORT", 0) ?? null,
  };
  return only
    ? { ...common, mode: "ftrack-only" }
    : { ...common, mode: "studio", port: readPort(environment, "PORT", 1) ?? 3000 };
}

type Flag = keyof typeof options;

function readFlags(args: readonly string[]): Partial<Record<Flag, string>> {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given: Partial<Record<Flag, string>> = {};
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      throw new Error(`The demo can't do anything with "${token.value}". It knows ${known}.`);
    }
    const { name, rawName, value } = token;
    if (!isFlag(name)) throw new Error(`The demo has no option ${rawName}. It knows ${known}.`);
    if (name in given) throw new Error(`${rawName} is there twice. Give it once.`);
    given[name] = options[name].type === "boolean" ? withoutValue(rawName, value) : withValue(rawName, value);
  }
  return given;
}

function isFlag(name: string): name is Flag {
  return Object.hasOwn(options, name);
}

function withoutValue(name: string, value: string | undefined): string {
  if (value === undefined) return "";
  throw new Error(`${name} takes no value, but "${value}" was given. Leave that out.`);
}

function withValue(name: string, value: string | undefined): string {
  if (value !== undefined && value !== "" && !value.startsWith("--")) return value;
  throw new Error(`${name} has no value. The demo knows ${known}.`);
}

function readVersions(text: string, fewest: number): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (count >= fewest && count <= mostVersions) return count;
  throw new Error(
    `--versions is ${text}. It counts all asset versions: give a whole number from ${fewest}, which the studio has anyway, to ${mostVersions}.`,
  );
}

function readPort(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  lowest: 0 | 1,
): number | undefined {
  const text = environment[name];
  if (text === undefined || text === "") return undefined;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= lowest && port <= 65_535) return port;
  const free = lowest === 0 ? ", 0 for a free one" : "";
  throw new Error(`${name} is ${text}, which is no port. Set it to a number from ${lowest} to 65535${free}.`);
}
