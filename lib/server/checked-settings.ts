import { existsSync } from "node:fs";
import { loadConfiguration } from "./config.ts";
import { type Environment, readEnvironment } from "./env.ts";

/** Reads `.env` if there is one, without touching what is set already, then checks environment and configuration. */
export async function checkedSettings(): Promise<
  { ok: true; environment: Environment } | { ok: false; problems: readonly string[] }
> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const answer = readEnvironment();
  if (!answer.ok) return answer;
  const configuration = await loadConfiguration(answer.environment);
  return configuration.ok ? answer : configuration;
}
