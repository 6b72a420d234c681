import { promises as fs } from "node:fs";
import type { Studio } from "#sandbox/studio/start";

/** Writes demo.json: all that somebody who drives the demo from outside needs to know. */
export async function writeRecord(path: string, app: string, studio: Studio): Promise<void> {
  await writeWhole(path, {
    app,
    inbox: studio.mail.inboxUrl,
    database: studio.database,
    ftrack: studio.ftrack,
    ...(studio.ftrackAdmin !== null && { ftrackAdmin: studio.ftrackAdmin }),
    ldap: {
      url: studio.ldap.url,
      baseDn: studio.ldap.baseDn,
      users: studio.ldap.users
        .filter((user) => !user.disabled)
        .map(({ username, password, name, email, groups }) => ({ username, password, name, email, groups })),
    },
    smtp: studio.mail.smtpUrl,
    storage: studio.storage,
  });
}

/** Writes ftrack.json: what a client of ftrack alone needs to know. */
export async function writeFtrackRecord(
  path: string,
  ftrack: Studio["ftrack"],
  ftrackAdmin: string | null,
): Promise<void> {
  await writeWhole(path, { ftrack, ...(ftrackAdmin !== null && { ftrackAdmin }) });
}

/** The file appears whole or not at all. */
async function writeWhole(path: string, record: unknown): Promise<void> {
  await fs.writeFile(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await fs.rename(`${path}.new`, path);
}
