import { expect, it } from "vitest";
import { readEnvironment } from "./env.ts";
import { createLog } from "./log.ts";

it("never lets a secret of the environment through, wherever it stands", () => {
  const answer = readEnvironment({
    DATABASE_URL: "postgresql://compout:pass%2Fword@db.example/compout",
    NEXTAUTH_URL: "https://compout.example",
    NEXTAUTH_SECRET: 'quoted"secret-of-more-than-32-characters',
    FTRACK_SERVER: "https://studio.example",
    FTRACK_API_USER: "compout",
    FTRACK_API_KEY: "key-of-ftrack",
    LDAP_URL: "ldaps://ldap.example",
    LDAP_BIND_DN: "cn=compout",
    LDAP_BIND_PASSWORD: "bind-password",
    LDAP_BASE_DN: "dc=example",
    SMTP_URL: "smtps://compout:mail-password@mail.example",
    MAIL_FROM: "compout@example.org",
    COMPOUT_CONFIG: "/etc/compout.yaml",
  });
  if (!answer.ok) throw new Error(answer.problems.join());
  const lines: string[] = [];
  const log = createLog(answer.environment, (line) => lines.push(line));
  log.info(
    {
      password: "typed",
      url: "https://studio.example/component/thumbnail?apiKey=key-of-ftrack",
      error: "connect postgresql://compout:pass%2Fword@db.example failed for pass/word",
      deep: { list: ["mail-password", 'quoted"secret-of-more-than-32-characters'] },
    },
    "bind-password was wrong",
  );
  const [line = ""] = lines;
  expect(line).not.toMatch(/key-of-ftrack|pass%2Fword|pass\/word|mail-password|secret-of-more|bind-password|typed/);
  expect(JSON.parse(line)).toMatchObject({ level: "info", msg: "[hidden] was wrong" });
});
