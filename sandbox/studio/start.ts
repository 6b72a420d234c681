import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Seed } from "#sandbox/ftrack/load-seed";
import { joined } from "#sandbox/ftrack/operation";
import { startFtrack } from "#sandbox/ftrack/server";
import { type Reach, reachEnvironment } from "#sandbox/ldap/reach";
import { type Ldap, startLdap } from "#sandbox/ldap/server";
import { type Mail, startMail } from "#sandbox/mail/server";
import { startPostgres } from "#sandbox/postgres";
import { startWarden, type Warden } from "#sandbox/warden";
import { studio as facts } from "./cast.ts";
import { compoutYaml } from "./configuration.ts";
import { type StudioContent, studioContent } from "./content.ts";
import { type FtrackChild, startFtrackChild } from "./ftrack-child.ts";
import { writeMedia } from "./media.ts";
import { apiUser } from "./people.ts";
import { largeShowFolder, type ScaleInput, operations as scaleOperations } from "./scale.ts";

export interface StudioOptions {
  /** All that the studio keeps lies below it. What was there before is removed. */
  directory: string;
  /** Where the app will answer; its environment needs to know. */
  appUrl?: string;
  /** Free ones where left out. */
  ports?: { ftrack?: number; ldap?: number; smtp?: number; inbox?: number };
  /** In a process of its own, or inside this one. */
  ftrack?: "child" | "inside";
  /** Asset versions altogether, with a large show among the others; without it, what the studio has. */
  versions?: number;
  /** More entities for ftrack, written last. A bad one is refused before anything else starts. */
  seed?: Seed;
  /** Where faults of ftrack are ordered, 0 for a free port; nowhere if left out. */
  ftrackAdminPort?: number;
  /** How the app reaches the directory; in the clear if left out. */
  ldapReach?: Reach;
  /** Who clears up if this process ends; by default a warden of its own. */
  warden?: Warden;
}

export interface Studio {
  /** Address of an empty database, for the app. */
  database: string;
  ftrack: { server: string; apiUser: string; apiKey: string };
  /** Where faults of ftrack are ordered, if that was asked for. */
  ftrackAdmin: string | null;
  ldap: Ldap;
  mail: Mail;
  /** `deliveries` are 00_ftp folders, NXP's first, a large show's last. */
  storage: { root: string; deliveries: string[] };
  content: StudioContent;
  /** Path of the studio's `compout.yaml`. */
  configuration: string;
  /** What the app needs in its environment. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts everything that the app works with: PostgreSQL, directory, mail, ftrack, and a storage full of media. */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const { directory, ports = {}, appUrl = "http://localhost:3000" } = options;
  const warden = options.warden ?? startWarden();
  const stops: (() => Promise<void>)[] = [];
  const started = <T extends { stop(): Promise<void> } | { close(): Promise<void> }>(part: T): T => {
    stops.push(() => ("stop" in part ? part.stop() : part.close()));
    return part;
  };
  const stop = async () => {
    await Promise.all(stops.map((end) => end()));
    if (!options.warden) await warden.end();
  };

  await fs.rm(directory, { recursive: true, force: true });
  await fs.mkdir(directory, { recursive: true });
  // Real from the start: links made by the app are compared with these paths.
  const home = await fs.realpath(directory);
  const root = join(home, "storage");
  const ftrack = fillStudio(root, options, (content, scale) =>
    serveFtrack(content, scale, home, { ...options, warden }),
  ).then(({ content, server }) => ({ content, server: started(server) }));
  if (options.seed !== undefined) await allOrStop([ftrack], stop);
  const parts = await allOrStop(
    [
      startPostgres({ directory: join(home, "postgres"), warden })
        .then(started)
        .then(({ url }) => makeDatabase(url)),
      startLdap({ port: ports.ldap ?? 0 }).then(started),
      startMail({ smtpPort: ports.smtp ?? 0, inboxPort: ports.inbox ?? 0 }).then(started),
      ftrack,
    ],
    stop,
  );
  const [database, ldap, mail, { content, server }] = parts;
  const deliveries = [content.ftpFolders.NXP, content.ftpFolders.EPI];
  if (options.versions !== undefined) deliveries.push(largeShowFolder(join(root, "prj")));
  const configuration = join(home, "compout.yaml");
  await fs.writeFile(configuration, compoutYaml(root));
  return {
    database,
    ftrack: { server: server.url, apiUser: apiUser.username, apiKey: apiUser.apiKey },
    ftrackAdmin: server.adminUrl,
    ldap,
    mail,
    storage: { root, deliveries },
    content,
    configuration,
    environment: {
      DATABASE_URL: database,
      NEXTAUTH_URL: appUrl,
      NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
      FTRACK_SERVER: server.url,
      FTRACK_API_USER: apiUser.username,
      FTRACK_API_KEY: apiUser.apiKey,
      ...(await reachEnvironment(ldap, options.ldapReach ?? "clear", home)),
      LDAP_BIND_DN: ldap.bindDn,
      LDAP_BIND_PASSWORD: ldap.bindPassword,
      LDAP_BASE_DN: ldap.baseDn,
      SMTP_URL: mail.smtpUrl,
      MAIL_FROM: `Compout Upload <compout@${facts.domain}>`,
      COMPOUT_CONFIG: configuration,
    },
    stop,
  };
}

/** Like Promise.all, but waits for every part, so that what did start can be stopped if one of them fails. */
async function allOrStop<T extends readonly Promise<unknown>[]>(parts: readonly [...T], stop: () => Promise<void>) {
  const settled = await Promise.allSettled(parts);
  if (settled.some(({ status }) => status === "rejected")) await stop();
  return Promise.all(parts);
}

async function fillStudio<T>(
  root: string,
  { versions }: StudioOptions,
  serve: (content: StudioContent, scale: ScaleInput | undefined) => Promise<T>,
): Promise<{ content: StudioContent; server: T }> {
  const content = studioContent({ storageRoot: root });
  const projectsFolder = join(root, "prj");
  const scale = versions === undefined ? undefined : { versions, projectsFolder };
  const media = [...content.media];
  if (scale !== undefined) media.push({ kind: "folder", path: `${largeShowFolder(projectsFolder)}/internal` });
  const [server] = await Promise.all([serve(content, scale), writeMedia(media)]);
  return { content, server };
}

function serveFtrack(
  content: StudioContent,
  scale: ScaleInput | undefined,
  home: string,
  { ftrack, ports, seed, ftrackAdminPort, warden }: StudioOptions & { warden: Warden },
): Promise<Pick<FtrackChild, "url" | "adminUrl" | "close">> {
  const common = {
    port: ports?.ftrack ?? 0,
    ...(seed !== undefined && { seed }),
    ...(ftrackAdminPort !== undefined && { adminPort: ftrackAdminPort }),
  };
  if (ftrack === "inside") {
    const operations = joined(content.operations, scale === undefined ? [] : scaleOperations(scale));
    return startFtrack({ ...common, operations, files: content.serverFiles });
  }
  return startFtrackChild(content, {
    ...common,
    ...(scale !== undefined && { scale }),
    directory: join(home, "ftrack"),
    warden,
  });
}

async function makeDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("create database compout");
  } finally {
    await client.end();
  }
  return Object.assign(new URL(url), { pathname: "/compout" }).href;
}
