import { createHmac, randomUUID } from "node:crypto";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { migrate } from "#lib/adapters/db/migrations";
import { listenForUploads, type UploadListener } from "#lib/adapters/db/notifications";
import { createStore } from "#lib/adapters/db/store";
import { openQueue, type Queue } from "#lib/adapters/queue/queue";
import type { Actor } from "#lib/domain/actor";
import type { Facets } from "#lib/domain/desk";
import { sentenceOf } from "#lib/domain/errors";
import type { Context, Log, Store, SystemContext } from "#lib/services/context";
import { getUpload } from "#lib/services/get-upload";
import { createPorts, type Ports } from "./adapters.ts";
import { type ConfigurationSource, watchConfiguration } from "./config.ts";
import { type Environment, environment } from "./env.ts";
import { createFacetCache, type FacetCache } from "./facet-cache.ts";
import { createLiveUploads, type LiveUploads } from "./live-uploads.ts";
import { createLog } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createPreviewMemory } from "./preview-memory.ts";
import { programVersion } from "./program-version.ts";

/** Every part of the program, built once per process and joined together. */
export interface Container {
  environment: Environment;
  configuration: ConfigurationSource;
  /** The program's version. */
  version: string;
  log: Log;
  metrics: Metrics;
  store: Store;
  queue: Queue;
  live: LiveUploads;
  facets: FacetCache<Facets>;
  /** The context of what runs without a person, under the configuration in force. */
  system(): SystemContext;
  contextFor(actor: Actor): Context;
  /** Ends event streams, then lets running jobs end, then closes all connections. */
  close(): Promise<void>;
}

declare global {
  // Pages, handlers and instrumentation load this module apart from one another; what must be one lives here.
  var compoutContainer: Promise<Container> | undefined;
}

/** The parts of this process; built at the first call. Rejects with a sentence where one can't be built. */
export function container(): Promise<Container> {
  globalThis.compoutContainer ??= buildContainer(environment()).catch((error: unknown) => {
    globalThis.compoutContainer = undefined;
    throw error;
  });
  return globalThis.compoutContainer;
}

export async function contextFor(actor: Actor): Promise<Context> {
  return (await container()).contextFor(actor);
}

export async function systemContext(): Promise<SystemContext> {
  return (await container()).system();
}

/** Builds and joins all parts. Rejects with a sentence where one can't be built. */
export async function buildContainer(settings: Environment): Promise<Container> {
  const log = createLog(settings);
  const metrics = createMetrics();
  const ports = createPorts(settings, log, metrics);
  const facets = createFacetCache<Facets>(15_000, () => performance.now());
  const configuration = await watchConfiguration({
    environment: settings,
    pollMs: 2000,
    apply(loaded) {
      ports.apply(loaded.configuration);
      facets.clear();
      log.info({ hash: loaded.hash }, "configuration in force");
    },
    onRefused: (problems) => log.error({ problems }, "the configuration has problems; the last good one holds"),
  });
  try {
    const stored = await openStored(settings, log);
    return assemble({ settings, log, metrics, ports, facets, configuration, ...stored });
  } catch (error) {
    configuration.stop();
    throw error;
  }
}

interface Stored {
  store: Store;
  queue: Queue;
  live: LiveUploads;
  closeStored(): Promise<void>;
}

async function openStored(settings: Environment, log: Log): Promise<Stored> {
  const onError = (error: Error) => log.warn({ error: error.message }, "database connection");
  const database = openDatabase(settings.DATABASE_URL, { applicationName: "compout", connections: 15, onError });
  const opened: { queue?: Queue; listener?: UploadListener } = {};
  const close = async () => {
    await opened.queue?.close();
    await opened.listener?.close();
    await database.close();
  };
  try {
    const queue = await openMigrated(database, settings, log);
    opened.queue = queue;
    const store = createStore(database.db, (executor) => queue.jobsFor(executor));
    const live = createLiveUploads({
      read: async (id) => ((await store.uploads.get(id)) === null ? null : getUpload({ store }, { id })),
      onError: (error) => log.warn({ error: sentenceOf(error) }, "an upload could not be read for those who follow it"),
      throttleMs: 250,
      pollMs: 10_000,
    });
    opened.listener = await listenForUploads(
      settings.DATABASE_URL_DIRECT ?? settings.DATABASE_URL,
      (id) => live.announce(id),
      () => live.announceAll(),
    );
    return { store, queue, live, closeStored: close };
  } catch (error) {
    await close();
    throw new Error(`The database can't be used: ${sentenceOf(error)}`, { cause: error });
  }
}

async function openMigrated(database: Database, settings: Environment, log: Log): Promise<Queue> {
  await migrate(database.db);
  return openQueue(settings.DATABASE_URL_DIRECT ?? settings.DATABASE_URL, {
    name: "compout",
    onError: (error) => log.error({ error: error.message }, "queue"),
    onWarning: (message, data) => log.warn({ data }, `queue: ${message}`),
  });
}

interface Assembly extends Stored {
  settings: Environment;
  log: Log;
  metrics: Metrics;
  ports: Ports;
  facets: FacetCache<Facets>;
  configuration: ConfigurationSource;
}

function assemble(parts: Assembly): Container {
  const { settings, log, metrics, ports, facets, configuration, store, queue, live } = parts;
  const previews = createPreviewMemory(50_000);
  const nameKey = `names ${settings.NEXTAUTH_SECRET}`;
  const system = (): SystemContext => {
    const { configuration: inForce, hash } = configuration.current();
    return {
      configuration: inForce,
      configurationHash: hash,
      appUrl: settings.NEXTAUTH_URL,
      ...ports.current(),
      store,
      log,
      previews,
      now: () => new Date(),
      newId: randomUUID,
      keyedHash: (text) => createHmac("sha256", nameKey).update(text).digest("hex"),
    };
  };
  let closing: Promise<void> | undefined;
  return {
    environment: settings,
    configuration,
    version: programVersion(),
    log,
    metrics,
    store,
    queue,
    live,
    facets,
    system,
    contextFor: (actor) => ({ ...system(), actor }),
    close() {
      configuration.stop();
      live.close();
      closing ??= parts.closeStored();
      return closing;
    },
  };
}
