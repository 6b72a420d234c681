import { readFileSync } from "node:fs";
import { type Client, InvalidCredentialsError } from "ldapts";
import type { Configuration } from "#lib/domain/configuration";
import { AppError, sentenceOf } from "#lib/domain/errors";
import { dial } from "./dial.ts";
import { codeOf } from "./entries.ts";

export interface LdapSettings {
  /** `ldaps://ldap.studio.lan`, or `ldap://` with StartTLS; several, separated by blanks, are tried in that order. */
  url: string;
  bindDn: string;
  bindPassword: string;
  baseDn: string;
  /** Asked for by the environment, beside the configuration. */
  startTls?: boolean;
  /** PEM of the authority that vouches for the directory; beside the file that the configuration names. */
  authority?: string | null;
  rules: Configuration["directory"];
}

/** Fresh connections to the directory; each ends with its work. Whatever fails throws directory-unavailable. */
export interface Connections {
  /** A connection that nobody is bound on. */
  open<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** A connection of the service account, which may search. */
  asService<T>(work: (client: Client) => Promise<T>): Promise<T>;
}

/** Codes with which directories refuse a password that came in the clear. */
const wantsEncryption = new Set([8, 13]);

/** Throws directory-unavailable where the settings would send passwords in clear text, or name no readable CA file. */
export function createConnections(settings: LdapSettings): Connections {
  const { url, bindDn, bindPassword, rules } = settings;
  const startTls = rules.startTls || settings.startTls === true;
  const addresses = url.trim().split(/\s+/).map(parseAddress);
  const inTheClear = addresses.find(({ protocol }) => protocol === "ldap:");
  if (inTheClear && !startTls && !rules.allowCleartext) {
    throw new AppError(
      "directory-unavailable",
      `LDAP_URL is ${url}, which sends passwords in clear text. Use ldaps://, or set LDAP_STARTTLS=on (or directory.startTls in compout.yaml).`,
    );
  }
  const authorities = [settings.authority ?? "", authorityFile(rules.caFile)].filter((pem) => pem !== "");
  const options = { startTls, authorities, timeoutMs: rules.timeoutMs };
  /** The address that answered last: while it does, those before it that are down cost no time. */
  let preferred = 0;

  function unavailable(error: unknown): AppError {
    if (error instanceof AppError) return error;
    const reason = wantsEncryption.has(codeOf(error) ?? -1)
      ? "it takes passwords only over an encrypted connection: use ldaps://, or set LDAP_STARTTLS=on"
      : firstLine(error) || "no reason given";
    return new AppError(
      "directory-unavailable",
      `The directory at ${url} does not answer as it should (${reason}). Try again in a minute; if it stays so, tell your system administrators.`,
      { cause: error },
    );
  }

  async function firstThatAnswers(): Promise<Client> {
    const failures: { address: URL; error: unknown }[] = [];
    for (let step = 0; step < addresses.length; step += 1) {
      const at = (preferred + step) % addresses.length;
      const address = addresses[at];
      if (!address) continue;
      try {
        const client = await dial(address, options);
        preferred = at;
        return client;
      } catch (error) {
        failures.push({ address, error });
      }
    }
    const [only] = failures;
    if (failures.length === 1 && only) throw only.error;
    throw new Error(failures.map(({ address, error }) => `${address.host}: ${firstLine(error)}`).join("; "));
  }

  async function open<T>(work: (client: Client) => Promise<T>): Promise<T> {
    let client: Client | null = null;
    try {
      client = await firstThatAnswers();
      return await work(client);
    } catch (error) {
      throw unavailable(error);
    } finally {
      // The answer is known: a connection that does not end in good order changes nothing about it.
      client?.unbind().catch(() => undefined);
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

function firstLine(error: unknown): string {
  return sentenceOf(error).split("\n", 1)[0]?.trim() ?? "";
}

function parseAddress(url: string): URL {
  const address = URL.parse(url);
  if (address && ["ldap:", "ldaps:"].includes(address.protocol)) return address;
  throw new AppError(
    "directory-unavailable",
    `LDAP_URL holds "${url}", which is no address of a directory. Write it like ldaps://ldap.studio.lan.`,
  );
}

function authorityFile(path: string | undefined): string {
  if (path === undefined) return "";
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new AppError(
      "directory-unavailable",
      `directory.caFile in compout.yaml names ${path}, which cannot be read (${sentenceOf(error)}).`,
      { cause: error },
    );
  }
}
