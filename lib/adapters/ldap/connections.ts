import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { Client, InvalidCredentialsError } from "ldapts";
import type { Configuration } from "#lib/domain/configuration";
import { AppError, sentenceOf } from "#lib/domain/errors";

export interface LdapSettings {
  /** `ldaps://ldap.studio.lan`, or `ldap://` with StartTLS. */
  url: string;
  bindDn: string;
  bindPassword: string;
  baseDn: string;
  rules: Configuration["directory"];
}

/** Fresh connections to the directory; each ends with its work. Whatever fails throws directory-unavailable. */
export interface Connections {
  /** A connection that nobody is bound on. */
  open<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** A connection of the service account, which may search. */
  asService<T>(work: (client: Client) => Promise<T>): Promise<T>;
}

/** Throws directory-unavailable where the settings would send passwords in clear text, or name no readable CA file. */
export function createConnections(settings: LdapSettings): Connections {
  const { url, bindDn, bindPassword, rules } = settings;
  const address = parseAddress(url);
  const secure = address.protocol === "ldaps:";
  if (!secure && !rules.startTls && !rules.allowCleartext) {
    throw new AppError(
      "directory-unavailable",
      `LDAP_URL is ${url}, which sends passwords in clear text. Use ldaps://, or set directory.startTls in compout.yaml.`,
    );
  }
  const tls = tlsOptions(address, rules.caFile);

  function unavailable(error: unknown): AppError {
    if (error instanceof AppError) return error;
    const reason = sentenceOf(error).split("\n", 1)[0]?.trim() ?? "";
    return new AppError(
      "directory-unavailable",
      `The directory at ${url} does not answer as it should (${reason || "no reason given"}). Try again in a minute; if it stays so, tell your system administrators.`,
      { cause: error },
    );
  }

  async function open<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({
      url,
      timeout: rules.timeoutMs,
      connectTimeout: rules.timeoutMs,
      // The client takes any TLS option for a wish to begin with TLS, which only ldaps:// does.
      ...(secure ? { tlsOptions: tls } : {}),
    });
    try {
      if (!secure && rules.startTls) await within(rules.timeoutMs, client.startTLS({ ...tls }));
      return await work(client);
    } catch (error) {
      throw unavailable(error);
    } finally {
      // The answer is known: a connection that does not end in good order changes nothing about it.
      client.unbind().catch(() => undefined);
    }
  }

  return {
    open,
    asService: (work) =>
      open(async (client) => {
        await client.bind(bindDn, bindPassword).catch((error: unknown) => {
          if (!(error instanceof InvalidCredentialsError)) throw error;
          throw new AppError(
            "directory-unavailable",
            `The directory at ${url} does not accept the service account ${bindDn}. Ask an administrator to check LDAP_BIND_DN and LDAP_BIND_PASSWORD.`,
            { cause: error },
          );
        });
        return work(client);
      }),
  };
}

function parseAddress(url: string): URL {
  const address = URL.parse(url);
  if (address && ["ldap:", "ldaps:"].includes(address.protocol)) return address;
  throw new AppError(
    "directory-unavailable",
    `LDAP_URL is "${url}", which is no address of a directory. Write it like ldaps://ldap.studio.lan.`,
  );
}

function tlsOptions({ hostname }: URL, caFile: string | undefined): ConnectionOptions {
  const host = hostname.replace(/^\[|\]$/g, "") || "localhost";
  const name = isIP(host) === 0 ? { servername: host } : {};
  const options: ConnectionOptions = { host, ...name, minVersion: "TLSv1.2" };
  if (caFile === undefined) return options;
  try {
    return { ...options, ca: readFileSync(caFile) };
  } catch (error) {
    throw new AppError(
      "directory-unavailable",
      `directory.caFile in compout.yaml names ${caFile}, which cannot be read (${sentenceOf(error)}).`,
      { cause: error },
    );
  }
}

// The client waits for a TLS handshake without end.
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("StartTLS: Operation timed out")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
