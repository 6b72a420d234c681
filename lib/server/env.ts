import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";

const webAddress = (example: string) =>
  z
    .string()
    .refine((value) => hasProtocol(value, ["http:", "https:"]), `must be an address like ${example}`)
    .transform((value) => value.replace(/\/+$/, ""));

/** PEM of an authority; `NAME_FILE` is the way that people will take. */
const authority = z
  .string()
  .refine(isCertificate, "must hold the certificate of an authority as PEM, from -----BEGIN CERTIFICATE----- on")
  .optional();

const environmentSchema = z.object({
  DATABASE_URL: z
    .string()
    .refine(
      (value) => hasProtocol(value, ["postgres:", "postgresql:"]),
      "must be an address like postgresql://compout:…@db.studio.example/compout",
    ),
  DATABASE_URL_DIRECT: z
    .string()
    .refine(
      (value) => hasProtocol(value, ["postgres:", "postgresql:"]),
      "must be an address like postgresql://compout:…@db.studio.example/compout, past any pooler",
    )
    .optional(),
  NEXTAUTH_URL: webAddress("https://compout.studio.example").refine(
    (value) => !URL.canParse(value) || new URL(value).pathname === "/",
    "must be the address of the program without a path, like https://compout.studio.example",
  ),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters; `openssl rand -base64 32` makes one"),
  FTRACK_SERVER: webAddress("https://studio.ftrackapp.com"),
  FTRACK_API_USER: z.string(),
  FTRACK_API_KEY: z.string(),
  LDAP_URL: z
    .string()
    .refine(
      (value) => value.split(/\s+/).every((address) => hasProtocol(address, ["ldap:", "ldaps:"])),
      "must be an address like ldaps://ldap.studio.example:636, or several with blanks between them",
    ),
  LDAP_STARTTLS: z.enum(["on", "off"], "must be on or off").default("off"),
  LDAP_CA: authority,
  LDAP_BIND_DN: z.string(),
  LDAP_BIND_PASSWORD: z.string(),
  LDAP_BASE_DN: z.string(),
  SMTP_URL: z
    .string()
    .refine(
      (value) => hasProtocol(value, ["smtp:", "smtps:"]),
      "must be an address like smtps://user:password@mail.studio.example",
    ),
  SMTP_STARTTLS: z.enum(["required", "offered"], "must be required or offered").optional(),
  SMTP_CA: authority,
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
      "must be a mail address, like Compout Upload <compout@studio.example>",
    ),
  COMPOUT_CONFIG: z.string(),
  PORT: z.coerce.number("must be a port number").int().min(0).max(65_535).default(3000),
  BIND_ADDRESS: z.string().optional(),
  WORKER: z.enum(["on", "off"], "must be on or off").default("on"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
});

/** Where the outside systems are, and the secrets for them. */
export type Environment = z.infer<typeof environmentSchema>;

type Variable = keyof typeof environmentSchema.shape;

const variables: readonly Variable[] = environmentSchema.keyof().options;

export type EnvironmentAnswer =
  | { ok: true; environment: Environment }
  /** `configPath` is COMPOUT_CONFIG where that one is sound, so that the file's problems can be told too. */
  | { ok: false; problems: readonly string[]; configPath: string | null };

/**
 * Reads the environment; any variable may come as `NAME_FILE`, the path of a file that holds its value.
 * Gives every problem at once, each a sentence that names its variable and never holds its value.
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): EnvironmentAnswer {
  const problems: string[] = [];
  const values: Partial<Record<Variable, string>> = {};
  const unreadable = new Set<string>();
  for (const name of variables) {
    const answer = read(name, source);
    if ("problem" in answer) {
      problems.push(answer.problem);
      unreadable.add(name);
    } else if (answer.value !== null) {
      values[name] = answer.value;
    }
  }
  const parsed = environmentSchema.safeParse(values);
  if (parsed.success && problems.length === 0) return { ok: true, environment: parsed.data };
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (unreadable.has(name)) continue;
    problems.push(
      name in values
        ? `${name} ${issue.message}.`
        : `${name} is missing. Set it, or ${name}_FILE to a file that holds it.`,
    );
  }
  return { ok: false, problems, configPath: values.COMPOUT_CONFIG ?? null };
}

/** The environment of this process. Throws an Error that lists every problem. */
export function environment(): Environment {
  const answer = readEnvironment();
  if (answer.ok) return answer.environment;
  throw new Error(problemText("The environment has problems.", answer.problems));
}

let known: Environment | null = null;

/** The same, read once. */
export function knownEnvironment(): Environment {
  known ??= environment();
  return known;
}

/** Next and React take their production paths by this variable; set it before either is loaded. */
export function becomeProduction(): void {
  Object.assign(process.env, { NODE_ENV: "production" });
}

/** The environment for processes that touch storage alone: none of this program's own settings, and so no secret. */
export function withoutSecrets(): NodeJS.ProcessEnv {
  const own = new Set<string>(variables.flatMap((name) => [name, `${name}_FILE`]));
  const rest = Object.entries(process.env).filter(([name]) => !own.has(name));
  return { ...Object.fromEntries(rest), NODE_ENV: process.env.NODE_ENV };
}

/** A heading, and one line for each problem. */
export function problemText(heading: string, problems: readonly string[]): string {
  return [heading, ...problems.map((problem) => `  - ${problem}`)].join("\n");
}

function read(
  name: Variable,
  source: Readonly<Record<string, string | undefined>>,
): { value: string | null } | { problem: string } {
  const direct = source[name]?.trim();
  const file = source[`${name}_FILE`]?.trim();
  if (direct && file) return { problem: `${name} and ${name}_FILE are both set. Set one of them.` };
  if (!file) return { value: direct || null };
  try {
    const text = readFileSync(file, "utf8").trim();
    return text === "" ? { problem: `${name}_FILE names ${file}, which is empty.` } : { value: text };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `${name}_FILE names a file that can't be read: ${reason}.` };
  }
}

function hasProtocol(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
}
