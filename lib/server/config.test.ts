import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Configuration } from "#lib/domain/configuration";
import { loadConfiguration, parseConfiguration, readConfiguration, watchConfiguration } from "./config.ts";
import { type Environment, readEnvironment } from "./env.ts";

const sound = `
roles:
  artist: [artists]
storage:
  roots: [{ path: /mnt/prj }]
  sources: [/mnt/prj]
  deliveries: [{ path: "/mnt/prj/{project}" }]
`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "compout-config-"));
  file = join(folder, "compout.yaml");
  writeFileSync(file, sound);
});
afterEach(() => rmSync(folder, { recursive: true }));

function environment(change: Record<string, string> = {}): Environment {
  const answer = readEnvironment({
    DATABASE_URL: "postgresql://db.example/compout",
    NEXTAUTH_URL: "https://compout.example",
    NEXTAUTH_SECRET: "a-secret-of-more-than-32-characters!",
    FTRACK_SERVER: "https://studio.example",
    FTRACK_API_USER: "compout",
    FTRACK_API_KEY: "key-of-ftrack",
    LDAP_URL: "ldaps://ldap.example",
    LDAP_BIND_DN: "cn=compout",
    LDAP_BIND_PASSWORD: "bind-password",
    LDAP_BASE_DN: "dc=example",
    SMTP_URL: "smtps://mail.example",
    MAIL_FROM: "compout@example.org",
    COMPOUT_CONFIG: file,
    ...change,
  });
  if (!answer.ok) throw new Error(answer.problems.join());
  return answer.environment;
}

function problemsOf(text: string): readonly string[] {
  const answer = parseConfiguration(text);
  return answer.ok ? [] : answer.problems;
}

describe("compout.yaml", () => {
  it("is in force with its defaults", () => {
    const answer = parseConfiguration(sound);
    expect(answer).toMatchObject({
      ok: true,
      configuration: { statuses: { internal: { version: "Ready to review", task: "Pending Internal review" } } },
    });
  });

  it("has the same hash whatever the order of its lines, and another for another value", () => {
    const [roles = "", storage = ""] = sound.split("storage:");
    const hashes = [sound, `storage:${storage}${roles}`, sound.replace("[artists]", "[comp]")].map((text) => {
      const answer = parseConfiguration(text);
      return answer.ok ? answer.hash : answer.problems.join();
    });
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it("names every problem with its line and path", () => {
    const problems = problemsOf(`
roles: { artist: [artists], boss: [all] }
storage:
  roots:
    - path: mnt/prj
  sources: []
  deliveries:
    - path: /mnt/ftp
      uploadTypes: [outside]
colour: blue
`);
    const text = problems.join("\n");
    expect(text).toMatch(/line 5, storage\.roots\[0\]\.path: must be an absolute POSIX path/);
    expect(text).toMatch(/line 6, storage\.sources: /);
    expect(text).toMatch(/line 9, storage\.deliveries\[0\]\.uploadTypes\[0\]: /);
    expect(text).toMatch(/roles/);
    expect(text).toMatch(/colour/);
  });

  it("refuses a delivery folder that every project would share", () => {
    expect(problemsOf(sound.replace("/mnt/prj/{project}", "/mnt/ftp")).join()).toMatch(
      /storage\.deliveries\[0\]: needs \{project\}/,
    );
  });

  it("names what only the program's own rules can see", () => {
    const problems = problemsOf(`${sound}
layout: { file: "{shot}" }
report: { timeZone: Mars/Olympus }
proxies: [10.0.0.0/8, everyone]
`);
    expect(problems).toEqual([
      expect.stringMatching(/^line 9, layout\.file: must end with \{file\}/),
      expect.stringMatching(/^line 10, report\.timeZone: /),
      expect.stringMatching(/^line 11, proxies\[1\]: /),
    ]);
    expect(problemsOf(sound.replace("artist: [artists]", "artist: []"))).toEqual([
      expect.stringMatching(/^line 3, roles: /),
    ]);
  });

  it("says where the text itself is no YAML", () => {
    expect(problemsOf("roles:\n  artist: [artists\nstorage: 1\n")[0]).toMatch(/^line \d+: /);
  });

  it("is named when it can't be read", async () => {
    expect(await readConfiguration(join(folder, "gone.yaml"))).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^COMPOUT_CONFIG names .*gone\.yaml, which can't be read: ENOENT/)],
    });
  });

  it("refuses a directory in the clear unless that is allowed", async () => {
    const clear = environment({ LDAP_URL: "ldap://ldap.example" });
    expect(await loadConfiguration(clear)).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^LDAP_URL begins with ldap:\/\//)],
    });
    const one = environment({ LDAP_URL: "ldaps://ldap.example ldap://ldap-2.example" });
    expect((await loadConfiguration(one)).ok).toBe(false);
    const upgraded = environment({ LDAP_URL: "ldap://ldap.example", LDAP_STARTTLS: "on" });
    expect((await loadConfiguration(upgraded)).ok).toBe(true);
    writeFileSync(file, `${sound}directory: { allowCleartext: true }\n`);
    expect((await loadConfiguration(clear)).ok).toBe(true);
  });
});

describe("a configuration that changes while the program runs", () => {
  async function watched() {
    const applied: Configuration[] = [];
    const refusals: (readonly string[])[] = [];
    const source = await watchConfiguration({
      environment: environment(),
      pollMs: 3_600_000,
      apply({ configuration }) {
        if (configuration.report.itemsBeforeCsv === 13) throw new Error("Thirteen can't be put into force.");
        applied.push(configuration);
      },
      onRefused: (problems) => refusals.push(problems),
    });
    return { source, applied, refusals };
  }

  it("comes into force", async () => {
    const { source, applied } = await watched();
    const before = source.current().hash;
    writeFileSync(file, `${sound}report: { itemsBeforeCsv: 7 }\n`);
    await source.check();
    expect(source.current().configuration.report.itemsBeforeCsv).toBe(7);
    expect(source.current().hash).not.toBe(before);
    expect(applied).toHaveLength(2);
    source.stop();
  });

  it("is refused where it is bad, and shown, while the old one holds; a sound one ends that", async () => {
    const { source, applied, refusals } = await watched();
    const before = source.current();
    writeFileSync(file, "roles: nobody\n");
    await source.check();
    expect(source.current()).toBe(before);
    expect(source.refused()?.problems.join()).toMatch(/roles/);
    expect(refusals).toHaveLength(1);
    await source.check();
    expect(refusals).toHaveLength(1);
    writeFileSync(file, `${sound}# sound again\n`);
    await source.check();
    expect(source.refused()).toBeNull();
    expect(applied).toHaveLength(2);
    source.stop();
  });

  it("is refused where it can't be put into force", async () => {
    const { source } = await watched();
    writeFileSync(file, `${sound}report: { itemsBeforeCsv: 13 }\n`);
    await source.check();
    expect(source.current().configuration.report.itemsBeforeCsv).toBe(200);
    expect(source.refused()?.problems).toEqual(["Thirteen can't be put into force."]);
    source.stop();
  });

  it("lists the problems where the first one is bad", async () => {
    writeFileSync(file, "roles: nobody\n");
    await expect(watched()).rejects.toThrow(/The configuration has problems[\s\S]*roles/);
  });
});
