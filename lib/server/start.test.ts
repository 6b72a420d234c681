import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const names =
  "DATABASE_URL NEXTAUTH_URL NEXTAUTH_SECRET FTRACK_SERVER FTRACK_API_USER FTRACK_API_KEY LDAP_URL LDAP_BIND_DN LDAP_BIND_PASSWORD LDAP_BASE_DN SMTP_URL MAIL_FROM COMPOUT_CONFIG";
/** Set, though to nothing, so that a developer's own `.env` does not fill them in. */
const empty = Object.fromEntries(names.split(" ").map((name) => [name, ""]));

/** Runs one of the program's mains in an environment of nothing but `variables`. */
async function run(main: "start.ts" | "worker-main.ts", variables: Record<string, string>) {
  const child = spawn(process.execPath, [join("lib/server", main)], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, ...empty, ...variables },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, text };
}

describe.each(["start.ts", "worker-main.ts"] as const)("%s with a bad environment", (main) => {
  it("names all that is missing or bad at once, of the configuration too, and ends", async () => {
    const folder = mkdtempSync(join(tmpdir(), "compout-start-"));
    const config = join(folder, "compout.yaml");
    writeFileSync(config, "roles: { artist: [artists] }\ncolour: blue\n");
    const { code, text } = await run(main, {
      COMPOUT_CONFIG: config,
      LDAP_URL: "ldap.example",
      NEXTAUTH_SECRET: "not-long-enough",
    });
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(text).toContain("Nothing was started.");
    for (const name of ["DATABASE_URL", "FTRACK_SERVER", "FTRACK_API_KEY", "SMTP_URL", "MAIL_FROM", "NEXTAUTH_URL"]) {
      expect(text).toContain(`${name} is missing`);
    }
    expect(text).toContain("LDAP_URL must be an address");
    expect(text).toContain("NEXTAUTH_SECRET must have at least 32 characters");
    expect(text).toContain("storage: ");
    expect(text).toContain("colour");
    expect(text).not.toContain("not-long-enough");
  });
});
