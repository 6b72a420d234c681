import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createScratchDatabase } from "#lib/adapters/db/scratch-database";
import type { Actor } from "#lib/domain/actor";
import type { Context, SystemContext } from "#lib/services/context";
import { signIn } from "#lib/services/sign-in";
import { buildContainer, type Container } from "./container.ts";
import { readEnvironment } from "./env.ts";

/** Where the servers of a sandbox are. */
export interface TestSystems {
  /** A PostgreSQL in which a database of its own is made. */
  postgresUrl: string;
  ftrack: { url: string; apiUser: string; apiKey: string };
  ldap: { url: string; baseDn: string; bindDn: string; bindPassword: string };
  smtpUrl: string;
  /** Text of the `compout.yaml`. */
  configuration: string;
}

export interface TestContainer extends Container {
  /** Changes the configuration, and puts it into force. */
  configure(text: string): Promise<void>;
  /** Signs a person in, and gives the context in which that person acts. */
  contextOf(person: { username: string; password: string }, system?: SystemContext): Promise<Context>;
  stop(): Promise<void>;
}

export const testAddress = "192.0.2.7";

/** For tests: the program's real parts on the servers of a sandbox, and a database of their own. */
export async function createTestContainer(systems: TestSystems): Promise<TestContainer> {
  const { postgresUrl, ftrack, ldap, smtpUrl, configuration } = systems;
  const folder = mkdtempSync(join(tmpdir(), "compout-container-"));
  const configPath = join(folder, "compout.yaml");
  writeFileSync(configPath, configuration);
  const database = await createScratchDatabase(postgresUrl);
  const answer = readEnvironment({
    DATABASE_URL: database.url,
    NEXTAUTH_URL: "https://compout.example",
    NEXTAUTH_SECRET: "a-secret-of-more-than-32-characters!",
    FTRACK_SERVER: ftrack.url,
    FTRACK_API_USER: ftrack.apiUser,
    FTRACK_API_KEY: ftrack.apiKey,
    LDAP_URL: ldap.url,
    LDAP_BIND_DN: ldap.bindDn,
    LDAP_BIND_PASSWORD: ldap.bindPassword,
    LDAP_BASE_DN: ldap.baseDn,
    SMTP_URL: smtpUrl,
    MAIL_FROM: "Compout Upload <compout@lumenworks.example>",
    COMPOUT_CONFIG: configPath,
    LOG_LEVEL: "silent",
  });
  if (!answer.ok) throw new Error(answer.problems.join("\n"));
  const parts = await buildContainer(answer.environment);
  return {
    ...parts,
    async configure(text) {
      writeFileSync(configPath, text);
      await parts.configuration.check();
      const refused = parts.configuration.refused();
      if (refused !== null) throw new Error(refused.problems.join("\n"));
    },
    async contextOf({ username, password }, system = parts.system()) {
      const answer = await signIn(system, { username, password, address: testAddress });
      if (answer.outcome !== "signed-in") throw new Error(`${username}: ${answer.outcome}`);
      const actor: Actor = { ...answer.person, roles: answer.roles, address: testAddress };
      return { ...system, actor };
    },
    async stop() {
      await parts.close();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
