import { pino } from "pino";
import type { Log } from "#lib/services/context";
import type { Environment } from "./env.ts";

const hidden = "[hidden]";

/** A logger of JSON lines that never lets a secret of the environment through, wherever in a line it stands. */
export function createLog(
  environment: Environment,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const secrets = secretsOf(environment).map((secret) => JSON.stringify(secret).slice(1, -1));
  const scrub = (line: string) => secrets.reduce((text, secret) => text.replaceAll(secret, hidden), line);
  return pino(
    {
      level: environment.LOG_LEVEL,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [
          "password",
          "*.password",
          "secret",
          "*.secret",
          "apiKey",
          "*.apiKey",
          "headers.cookie",
          "headers.authorization",
        ],
        censor: hidden,
      },
    },
    { write: (line: string) => write(scrub(line)) },
  );
}

/** The secret values, and the passwords inside addresses, plain and as written there. */
function secretsOf(environment: Environment): string[] {
  const inAddresses = [environment.DATABASE_URL, environment.DATABASE_URL_DIRECT, environment.SMTP_URL].flatMap(
    (address) => {
      const password = address === undefined ? "" : new URL(address).password;
      return [password, decoded(password)];
    },
  );
  const secrets = [
    environment.NEXTAUTH_SECRET,
    environment.FTRACK_API_KEY,
    environment.LDAP_BIND_PASSWORD,
    environment.METRICS_TOKEN ?? "",
    ...inAddresses,
  ];
  // Short ones would blot out ordinary words, and no studio's secret is that short.
  return [...new Set(secrets)].filter((secret) => secret.length >= 6).sort((one, other) => other.length - one.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
