import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeCertificate } from "#sandbox/certificate";
import { readEnvironment } from "./env.ts";

const folder = mkdtempSync(join(tmpdir(), "compout-env-"));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = {
  DATABASE_URL: "postgresql://compout:pw@db.example/compout",
  NEXTAUTH_URL: "https://compout.example/",
  NEXTAUTH_SECRET: "a-secret-of-more-than-32-characters!",
  FTRACK_SERVER: "https://studio.example",
  FTRACK_API_USER: "compout",
  FTRACK_API_KEY: "key-of-ftrack",
  LDAP_URL: "ldaps://ldap.example",
  LDAP_BIND_DN: "cn=compout",
  LDAP_BIND_PASSWORD: "bind-password",
  LDAP_BASE_DN: "dc=example",
  SMTP_URL: "smtps://mail.example",
  MAIL_FROM: "Compout Upload <compout@example.org>",
  COMPOUT_CONFIG: "/etc/compout.yaml",
};

function problemsOf(source: Record<string, string>): readonly string[] {
  const answer = readEnvironment(source);
  return answer.ok ? [] : answer.problems;
}

describe("the environment", () => {
  it("is read where all is there, with its defaults", () => {
    const answer = readEnvironment(whole);
    expect(answer).toMatchObject({
      ok: true,
      environment: { NEXTAUTH_URL: "https://compout.example", PORT: 3000, WORKER: "on" },
    });
  });

  it("names every missing variable at once", () => {
    const problems = problemsOf({});
    for (const name of Object.keys(whole)) {
      expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${name} is missing\\.`)));
    }
    expect(problems).toHaveLength(Object.keys(whole).length);
  });

  it("takes an empty variable for a missing one", () => {
    expect(problemsOf({ ...whole, FTRACK_API_KEY: " " })).toEqual([
      expect.stringMatching(/^FTRACK_API_KEY is missing/),
    ]);
  });

  it("names every bad variable at once, and never its value", () => {
    const problems = problemsOf({
      ...whole,
      DATABASE_URL: "mysql://root:hunter2@db",
      NEXTAUTH_URL: "https://studio.example/compout",
      NEXTAUTH_SECRET: "short",
      LDAP_URL: "ldap.example",
      MAIL_FROM: "nobody",
      PORT: "http",
      WORKER: "maybe",
    });
    const names = problems.map((problem) => problem.split(" ")[0]);
    expect(names.sort()).toEqual(
      ["DATABASE_URL", "LDAP_URL", "MAIL_FROM", "NEXTAUTH_SECRET", "NEXTAUTH_URL", "PORT", "WORKER"].sort(),
    );
    expect(problems.join("\n")).not.toMatch(/hunter2|short/);
  });

  it("takes several directories, each with a sound address", () => {
    expect(problemsOf({ ...whole, LDAP_URL: "ldaps://one.example  ldap://two.example:389" })).toEqual([]);
    expect(problemsOf({ ...whole, LDAP_URL: "ldaps://one.example two.example" })).toEqual([
      expect.stringMatching(/^LDAP_URL must be an address like/),
    ]);
  });

  it("takes authorities as PEM, from a file too, and refuses what is none", () => {
    const pem = makeCertificate().cert;
    const file = join(folder, "ca.pem");
    writeFileSync(file, pem);
    expect(readEnvironment({ ...whole, LDAP_CA_FILE: file, SMTP_CA: pem })).toMatchObject({
      ok: true,
      environment: { LDAP_CA: pem.trim(), SMTP_CA: pem.trim(), LDAP_STARTTLS: "off" },
    });
    writeFileSync(file, "-----BEGIN NOTHING-----");
    expect(problemsOf({ ...whole, LDAP_CA_FILE: file, SMTP_STARTTLS: "maybe", LDAP_STARTTLS: "yes" })).toEqual([
      "LDAP_STARTTLS must be on or off.",
      expect.stringMatching(/^LDAP_CA must hold the certificate of an authority as PEM/),
      "SMTP_STARTTLS must be required or offered.",
    ]);
  });

  it("takes a secret from the file that NAME_FILE names, without the line's end", () => {
    const file = join(folder, "key");
    writeFileSync(file, "key-in-a-file\n");
    const { FTRACK_API_KEY: _, ...rest } = whole;
    expect(readEnvironment({ ...rest, FTRACK_API_KEY_FILE: file })).toMatchObject({
      ok: true,
      environment: { FTRACK_API_KEY: "key-in-a-file" },
    });
  });

  it("says which file can't be read, and which variable is set twice", () => {
    const { FTRACK_API_KEY: _, ...rest } = whole;
    expect(problemsOf({ ...rest, FTRACK_API_KEY_FILE: join(folder, "gone") })).toEqual([
      expect.stringMatching(/^FTRACK_API_KEY_FILE names a file that can't be read: ENOENT/),
    ]);
    expect(problemsOf({ ...whole, FTRACK_API_KEY_FILE: join(folder, "key") })).toEqual([
      "FTRACK_API_KEY and FTRACK_API_KEY_FILE are both set. Set one of them.",
    ]);
  });
});
