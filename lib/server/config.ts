import { createHash } from "node:crypto";
import { promises as fs } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { type Configuration, configurationSchema } from "#lib/domain/configuration";
import { sentenceOf } from "#lib/domain/errors";
import { type Environment, problemText } from "./env.ts";

interface LoadedConfiguration {
  configuration: Configuration;
  /** sha256 in hex over every setting in force, defaults included. */
  hash: string;
}

export type ConfigurationAnswer = ({ ok: true } & LoadedConfiguration) | { ok: false; problems: readonly string[] };

/** Reads and checks `compout.yaml`, and whether it goes with the environment. Gives every problem at once. */
export async function loadConfiguration(environment: Environment): Promise<ConfigurationAnswer> {
  const answer = await readConfiguration(environment.COMPOUT_CONFIG);
  if (!answer.ok) return answer;
  const refused = cleartextProblem(environment, answer.configuration);
  return refused === null ? answer : { ok: false, problems: [refused] };
}

/** Reads and checks a `compout.yaml`. Gives every problem at once, each with its line and path. */
export async function readConfiguration(path: string): Promise<ConfigurationAnswer> {
  let text: string;
  try {
    text = await fs.readFile(path, "utf8");
  } catch (error) {
    return { ok: false, problems: [`COMPOUT_CONFIG names ${path}, which can't be read: ${sentenceOf(error)}.`] };
  }
  const answer = parseConfiguration(text);
  return answer.ok ? answer : { ok: false, problems: answer.problems.map((problem) => `${path}, ${problem}`) };
}

/** Checks the text of a `compout.yaml`. */
export function parseConfiguration(text: string): ConfigurationAnswer {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message}.`),
    };
  }
  const parsed = configurationSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(
        (issue) => `${lineOf(document, lines, issue.path)}${pathText(issue.path)}: ${issue.message}.`,
      ),
    };
  }
  return { ok: true, configuration: parsed.data, hash: hashOf(parsed.data) };
}

/** sha256 over the settings with sorted keys, so that the order of a file's lines doesn't matter. */
function hashOf(configuration: Configuration): string {
  return createHash("sha256").update(sortedJson(configuration)).digest("hex");
}

export interface ConfigurationSource {
  current(): LoadedConfiguration;
  /** What is wrong with the file now, while the last good one stays in force; null if it is in force itself. */
  refused(): { at: Date; problems: readonly string[] } | null;
  /** Looks at the file once more, now. */
  check(): Promise<void>;
  stop(): void;
}

export interface ConfigurationWatch {
  environment: Environment;
  pollMs: number;
  /** Puts a configuration into force. Throws an Error with a sentence where it can't: it is refused then. */
  apply(loaded: LoadedConfiguration): void;
  onRefused(problems: readonly string[]): void;
}

/**
 * Holds the configuration in force and reads the file again when it changes. Polls, because network mounts and
 * mounted config maps tell nobody of a change. Throws an Error that lists the problems of the first reading.
 */
export async function watchConfiguration(watch: ConfigurationWatch): Promise<ConfigurationSource> {
  const first = await loadConfiguration(watch.environment);
  if (!first.ok) throw new Error(problemText("The configuration has problems.", first.problems));
  let loaded: LoadedConfiguration = first;
  watch.apply(first);
  let refused: { at: Date; problems: readonly string[] } | null = null;
  let seen = await stampOf(watch.environment.COMPOUT_CONFIG);
  let checking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const stamp = await stampOf(watch.environment.COMPOUT_CONFIG);
    if (stamp === seen) return;
    seen = stamp;
    const answer = applied(await loadConfiguration(watch.environment), watch);
    if (answer.ok) {
      refused = null;
      loaded = answer;
    } else {
      refused = { at: new Date(), problems: answer.problems };
      watch.onRefused(answer.problems);
    }
  }

  const check = () => {
    checking ??= look().finally(() => {
      checking = null;
    });
    return checking;
  };
  const timer = setInterval(() => void check(), watch.pollMs);
  timer.unref();
  return { current: () => loaded, refused: () => refused, check, stop: () => clearInterval(timer) };
}

function applied(answer: ConfigurationAnswer, watch: ConfigurationWatch): ConfigurationAnswer {
  if (!answer.ok) return answer;
  try {
    watch.apply(answer);
    return answer;
  } catch (error) {
    return { ok: false, problems: [sentenceOf(error)] };
  }
}

/** A file that is gone has a stamp too: its absence is a change. */
async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await fs.stat(path);
    return `${mtimeMs}/${size}/${ino}`;
  } catch {
    return "absent";
  }
}

function cleartextProblem(environment: Environment, configuration: Configuration): string | null {
  const { allowCleartext, startTls } = configuration.directory;
  const encrypted = startTls || environment.LDAP_STARTTLS === "on";
  if (!/(?:^|\s)ldap:/i.test(environment.LDAP_URL) || encrypted || allowCleartext) return null;
  return (
    "LDAP_URL begins with ldap://, which would send passwords in the clear. Use ldaps://, or set LDAP_STARTTLS=on (or " +
    "directory.startTls in the configuration); directory.allowCleartext is for tests on one machine."
  );
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the whole file";
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    "",
  );
}

/** The line of the setting, or of the nearest one above it where it is missing. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: readonly PropertyKey[]): string {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : null;
    if (Array.isArray(range)) return `line ${lines.linePos(Number(range[0])).line}, `;
  }
  return "";
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
