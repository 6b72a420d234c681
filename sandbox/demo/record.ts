import { promises as fs } from "node:fs";
import type { Studio } from "#sandbox/studio/start";

/** Writes demo.json: all that somebody who drives the demo from outside needs to know. It appears whole or not at all. */
export async function writeRecord(path: string, app: string, studio: Studio): Promise<void> {
  const record = {
    app,
    inbox: studio.mail.inboxUrl,
    database: studio.database,
    ftrack: studio.ftrack,
    ldap: {
      url: studio.ldap.url,
      baseDn: studio.ldap.baseDn,
      users: studio.ldap.users
        .filter((user) => !user.disabled)
        .map(({ username, password, name, email, groups }) => ({ username, password, name, email, groups })),
    },
    smtp: studio.mail.smtpUrl,
    storage: studio.storage,
  };
  await fs.writeFile(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await fs.rename(`${path}.new`, path);
}
