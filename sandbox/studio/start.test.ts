import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "ldapts";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { cast } from "#sandbox/studio/cast";
import { type Studio, startStudio } from "#sandbox/studio/start";

let folder: string;
let studio: Studio;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "compout-test-")));
  studio = await startStudio({ directory: join(folder, "studio"), appUrl: "http://localhost:4321" });
});
afterAll(async () => {
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("names everything that the program's environment needs", () => {
  expect(Object.keys(studio.environment).sort()).toEqual([
    "COMPOUT_CONFIG",
    "DATABASE_URL",
    "FTRACK_API_KEY",
    "FTRACK_API_USER",
    "FTRACK_SERVER",
    "LDAP_BASE_DN",
    "LDAP_BIND_DN",
    "LDAP_BIND_PASSWORD",
    "LDAP_URL",
    "MAIL_FROM",
    "NEXTAUTH_SECRET",
    "NEXTAUTH_URL",
    "SMTP_URL",
  ]);
  expect(studio.environment.NEXTAUTH_URL).toBe("http://localhost:4321");
});

test("each part answers at its address", async () => {
  const client = new pg.Client({ connectionString: studio.database });
  await client.connect();
  expect((await client.query("select current_database() as name")).rows).toEqual([{ name: "compout" }]);
  await client.end();

  const directory = new Client({ url: studio.ldap.url });
  await directory.bind(studio.ldap.bindDn, studio.ldap.bindPassword);
  const { searchEntries } = await directory.search(studio.ldap.baseDn, { filter: `(uid=${cast.artist.username})` });
  expect(searchEntries).toHaveLength(1);
  await directory.unbind();

  const { server, apiUser, apiKey } = studio.ftrack;
  const answer = await fetch(`${server}/api`, {
    method: "POST",
    headers: { "content-type": "application/json", "ftrack-user": apiUser, "ftrack-api-key": apiKey },
    body: JSON.stringify([{ action: "query", expression: "select name from Project order by name" }]),
  });
  expect(await answer.json()).toMatchObject([{ data: [{ name: "EPI" }, { name: "NXP" }] }]);

  const [thumbnail] = studio.content.serverFiles;
  const picture = await fetch(
    `${server}/component/thumbnail?id=${thumbnail?.[0]}&size=500&username=${apiUser}&apiKey=${apiKey}`,
  );
  expect(Buffer.from(await picture.arrayBuffer()).equals(thumbnail?.[1].bytes ?? Buffer.alloc(0))).toBe(true);

  expect(await (await fetch(`${studio.mail.inboxUrl}/api/messages`)).json()).toEqual([]);
});

test("the storage is where compout.yaml says", () => {
  const configuration = parse(readFileSync(studio.configuration, "utf8"));
  const { root, deliveries } = studio.storage;
  expect(configuration.storage.roots[0]).toMatchObject({
    path: `${root}/prj`,
    aliases: expect.arrayContaining(["P:\\"]),
  });
  expect(deliveries).toEqual([`${root}/prj/NXP/00_ftp`, `${root}/prj/EPI/00_ftp`]);
  for (const folder of deliveries) expect(statSync(folder).isDirectory()).toBe(true);
});

test("stops without a trace, and can start again in the same place", async () => {
  const directory = join(folder, "again");
  for (const _ of ["once", "twice"]) {
    const again = await startStudio({ directory, ftrack: "inside" });
    await again.stop();
    await expect(fetch(again.ftrack.server)).rejects.toThrow();
    await expect(fetch(again.mail.inboxUrl)).rejects.toThrow();
    expect(existsSync(join(directory, "postgres"))).toBe(false);
  }
}, 90_000);
