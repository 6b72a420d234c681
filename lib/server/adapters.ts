import { join } from "node:path";
import { createStorageFiles } from "#lib/adapters/files/storage-files";
import { createFtrack } from "#lib/adapters/ftrack/ftrack";
import { createDirectory } from "#lib/adapters/ldap/ldap";
import { createMail } from "#lib/adapters/mail/mail";
import type { Configuration } from "#lib/domain/configuration";
import type { Log } from "#lib/services/context";
import type { DirectoryPort } from "#lib/services/ports/directory";
import type { FilesPort } from "#lib/services/ports/files";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import type { MailPort } from "#lib/services/ports/mail";
import { type Environment, withoutSecrets } from "./env.ts";
import type { Metrics } from "./metrics.ts";
import { addFtrackCall } from "./request-time.ts";

interface PortSet {
  ftrack: FtrackPort;
  directory: DirectoryPort;
  files: FilesPort;
  mail: MailPort;
}

/** The outside systems, joined as the configuration in force says. */
export interface Ports {
  current(): PortSet;
  /** Joins anew what a changed configuration joins otherwise. Throws an Error with a sentence where that can't be. */
  apply(configuration: Configuration): void;
}

export function createPorts(environment: Environment, log: Log, metrics: Metrics): Ports {
  const files = createStorageFiles({
    main: join(process.cwd(), "lib/adapters/files/storage-main.ts"),
    environment: withoutSecrets(),
    silenceMs: () => inForce().storage.timeoutMs,
    callsAtOnce: 128,
    threads: () => inForce().storage.callsAtOnce,
    volumes: () => inForce().storage.roots.map(({ path }) => path),
  });
  const mail = createMail({
    smtpUrl: environment.SMTP_URL,
    from: environment.MAIL_FROM,
    startTls: environment.SMTP_STARTTLS ?? null,
    authority: environment.SMTP_CA ?? null,
  });
  const ftrack = remade((timeoutMs: number) =>
    createFtrack({
      server: environment.FTRACK_SERVER,
      apiUser: environment.FTRACK_API_USER,
      apiKey: environment.FTRACK_API_KEY,
      timeoutMs,
      onCall({ actions, sentAt, milliseconds, outcome }) {
        addFtrackCall({ sentAt, milliseconds });
        metrics.ftrackCalls.observe({ outcome }, milliseconds / 1000);
        if (outcome !== "ok") log.warn({ actions, milliseconds: Math.round(milliseconds), outcome }, "ftrack call");
      },
    }),
  );
  const directory = remade((rules: Configuration["directory"]) =>
    createDirectory({
      url: environment.LDAP_URL,
      bindDn: environment.LDAP_BIND_DN,
      bindPassword: environment.LDAP_BIND_PASSWORD,
      baseDn: environment.LDAP_BASE_DN,
      startTls: environment.LDAP_STARTTLS === "on",
      authority: environment.LDAP_CA ?? null,
      rules,
    }),
  );
  let current: { configuration: Configuration; ports: PortSet } | null = null;
  function known() {
    if (current === null) throw new Error("No configuration is in force yet.");
    return current;
  }
  function inForce(): Configuration {
    return known().configuration;
  }
  return {
    current: () => known().ports,
    apply(configuration) {
      const ports = {
        ftrack: ftrack(configuration.ftrack.timeoutMs),
        directory: directory(configuration.directory),
        files,
        mail,
      };
      current = { configuration, ports };
    },
  };
}

/** Makes a port anew only where its settings differ from the last time's: a session with ftrack is dear. */
function remade<Settings, Port>(make: (settings: Settings) => Port): (settings: Settings) => Port {
  let made: { key: string; port: Port } | null = null;
  return (settings) => {
    const key = JSON.stringify(settings);
    if (made?.key !== key) made = { key, port: make(settings) };
    return made.port;
  };
}
