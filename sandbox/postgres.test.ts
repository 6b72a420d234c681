import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startPostgres } from "#sandbox/postgres";

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: query, rowMode: "array" });
    return rows[0];
  } finally {
    await client.end();
  }
}

test("a real PostgreSQL in UTF8 and locale C answers on 127.0.0.1 and goes without a trace", async () => {
  const folder = mkdtempSync(join(tmpdir(), "compout-test-"));
  try {
    const directory = join(folder, "postgres");
    const postgres = await startPostgres({ directory });
    expect(new URL(postgres.url).hostname).toBe("127.0.0.1");
    expect(
      await ask(
        postgres.url,
        "select current_setting('server_encoding'), datcollate, rolsuper from pg_database, pg_roles where datname = current_database() and rolname = current_user",
      ),
    ).toEqual(["UTF8", "C", true]);

    await postgres.stop();

    await expect(ask(postgres.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    expect(existsSync(directory)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
