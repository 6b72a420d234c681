import { existsSync } from "node:fs";
import { loadConfiguration, readConfiguration } from "./config.ts";
import { type Environment, problemText, readEnvironment } from "./env.ts";

export type SettingsAnswer = { ok: true; environment: Environment } | { ok: false; problems: readonly string[] };

/** Reads `.env`, where there is one, beneath what is set already. */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** Checks environment and configuration before anything starts, and gives the problems of both at once. */
export async function checkedSettings(): Promise<SettingsAnswer> {
  const answer = readEnvironment();
  if (answer.ok) {
    const configuration = await loadConfiguration(answer.environment);
    return configuration.ok ? answer : configuration;
  }
  const configuration = answer.configPath === null ? null : await readConfiguration(answer.configPath);
  const further = configuration === null || configuration.ok ? [] : configuration.problems;
  return { ok: false, problems: [...answer.problems, ...further] };
}

/** What is printed where nothing starts. */
export function refusalText(problems: readonly string[]): string {
  return problemText("Compout Upload can't start. Nothing was started.", problems);
}
