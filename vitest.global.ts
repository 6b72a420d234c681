import type { TestProject } from "vitest/node";
import { startPostgres } from "#sandbox/postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a running PostgreSQL; each test file makes databases of its own in it. */
    postgresUrl: string;
  }
}

/** One PostgreSQL for all test files. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  return () => postgres.stop();
}
