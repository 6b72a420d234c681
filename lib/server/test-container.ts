import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { createScratchDatabase } from "#lib/adapters/db/scratch-database";
import type { Actor } from "#lib/domain/actor";
import type { Context, SystemContext } from "#lib/services/context";
import { signIn } from "#lib/services/sign-in";
import { buildContainer, type Container } from "./container.ts";
import { readEnvironment } from "./env.ts";

const sectionsSchema = z.record(z.string(), z.unknown());

export interface TestContainer extends Container {
  /** Puts a configuration into force that has other settings than the given one, whole sections each. */
  configure(sections: Readonly<Record<string, unknown>>): Promise<void>;
  /** Signs a person in, and gives the context in which that person acts. */
  contextOf(person: { username: string; password: string }, system?: SystemContext): Promise<Context>;
  stop(): Promise<void>;
}

/** Where those who are signed in by `contextOf` come from. */
export const testAddress = "192.0.2.7";

/** For tests: the program's real parts in an environment, with a database of their own on the server of DATABASE_URL. */
export async function createTestContainer(environment: Readonly<Record<string, string>>): Promise<TestContainer> {
  const { DATABASE_URL: serverUrl = "", COMPOUT_CONFIG: given = "" } = environment;
  const folder = mkdtempSync(join(tmpdir(), "compout-container-"));
  const path = join(folder, "compout.yaml");
  const original = readFileSync(given, "utf8");
  writeFileSync(path, original);
  const database = await createScratchDatabase(serverUrl);
  const answer = readEnvironment({
    ...environment,
    DATABASE_URL: database.url,
    COMPOUT_CONFIG: path,
    LOG_LEVEL: "silent",
  });
  if (!answer.ok) throw new Error(answer.problems.join("\n"));
  const parts = await buildContainer(answer.environment);
  return {
    ...parts,
    async configure(sections) {
      writeFileSync(path, stringify({ ...sectionsSchema.parse(parse(original)), ...sections }));
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
