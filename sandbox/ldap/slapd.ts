import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, promises as fs } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makeCertificate } from "#sandbox/certificate";
import { freePort } from "#sandbox/free-port";
import type { DirectoryContent } from "./entries.ts";
import type { Ldap } from "./server.ts";
import { groupLdif, peopleLdif, slapdConfiguration, slapdNames } from "./slapd-content.ts";

export type Slapd = Pick<
  Ldap,
  "url" | "secureUrl" | "authority" | "baseDn" | "bindDn" | "bindPassword" | "settings" | "close"
>;

interface Installed {
  slapd: string;
  ldapmodify: string;
  schemas: string;
  modules: string | null;
}

/** Where this machine has a real OpenLDAP, or null. */
export function installedSlapd(): Installed | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/usr/local/libexec"];
  const found = (name: string) => folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  const slapd = found("slapd");
  const ldapmodify = found("ldapmodify");
  const schemas = ["/etc/ldap/schema", "/etc/openldap/schema", "/usr/local/etc/openldap/schema"].find((folder) =>
    existsSync(join(folder, "core.schema")),
  );
  if (!slapd || !ldapmodify || !schemas) return null;
  const modules = ["/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap"].find((folder) => existsSync(folder));
  return { slapd, ldapmodify, schemas, modules: modules ?? null };
}

/**
 * Starts OpenLDAP on 127.0.0.1 from a temp folder, as whoever we are, with these people: memberOf kept by its own
 * overlay, a password policy, nothing without TLS. Throws an Error with slapd's words where it does not start.
 */
export async function startSlapd(content: DirectoryContent, options: { sizeLimit?: number } = {}): Promise<Slapd> {
  const installed = installedSlapd();
  if (installed === null) throw new Error("slapd or ldapmodify is not installed: apt-get install slapd ldap-utils.");
  const folder = await fs.mkdtemp(join(tmpdir(), "compout-slapd-"));
  try {
    const certificate = makeCertificate();
    const names = slapdNames(content);
    const place = (name: string) => join(folder, name);
    // A copy, for AppArmor lets the installed one read its own folders only, where it is confined.
    await fs.copyFile(installed.slapd, place("slapd"));
    await fs.mkdir(place("data"));
    await Promise.all([
      fs.writeFile(place("certificate.pem"), certificate.cert),
      fs.writeFile(place("key.pem"), certificate.key, { mode: 0o600 }),
      fs.writeFile(place("people.ldif"), peopleLdif(content)),
      fs.writeFile(place("groups.ldif"), groupLdif(content)),
      fs.writeFile(
        place("slapd.conf"),
        slapdConfiguration({ ...installed, folder, names, sizeLimit: options.sizeLimit ?? 500 }),
      ),
    ]);
    await run(place("slapd"), ["-T", "add", "-f", place("slapd.conf"), "-l", place("people.ldif")]);
    const { url, secureUrl, stop } = await listening(folder);
    try {
      await run(
        installed.ldapmodify,
        ["-x", "-H", secureUrl, "-D", names.adminDn, "-w", names.adminPassword, "-f", place("groups.ldif")],
        { LDAPTLS_CACERT: place("certificate.pem"), LDAPTLS_REQCERT: "demand" },
      );
    } catch (error) {
      await stop();
      throw error;
    }
    return {
      url,
      secureUrl,
      authority: certificate.cert,
      baseDn: content.baseDn,
      bindDn: names.serviceDn,
      bindPassword: content.service.password,
      settings: {},
      async close() {
        await stop();
        await fs.rm(folder, { recursive: true });
      },
    };
  } catch (error) {
    await fs.rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The ports were free a moment ago; somebody may have taken one, so this asks more than once. */
async function listening(
  folder: string,
  triesLeft = 3,
): Promise<{ url: string; secureUrl: string; stop(): Promise<void> }> {
  const port = await freePort();
  const url = `ldap://127.0.0.1:${port}`;
  const secureUrl = `ldaps://127.0.0.1:${await freePort()}`;
  const child = spawn(
    join(folder, "slapd"),
    ["-f", join(folder, "slapd.conf"), "-h", `${url}/ ${secureUrl}/`, "-d", "none"],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const words: string[] = [];
  child.stderr.on("data", (text: Buffer) => words.push(text.toString()));
  const gone = once(child, "exit");
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  gone.then(
    () => process.off("exit", kill),
    () => process.off("exit", kill),
  );
  while (child.exitCode === null && child.signalCode === null) {
    if (await answers(port)) {
      return {
        url,
        secureUrl,
        async stop() {
          child.kill("SIGTERM");
          await gone;
        },
      };
    }
    await pause(20);
  }
  if (triesLeft > 1) return listening(folder, triesLeft - 1);
  throw new Error(`slapd ended at once: ${words.join("").trim() || "without a word"}`);
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function run(command: string, parts: readonly string[], environment: Record<string, string> = {}): Promise<void> {
  const child = spawn(command, parts, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  const words: string[] = [];
  child.stdout.on("data", (text: Buffer) => words.push(text.toString()));
  child.stderr.on("data", (text: Buffer) => words.push(text.toString()));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}: ${words.join("").trim()}`);
}
