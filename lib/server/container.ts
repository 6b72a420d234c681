import { createHmac, randomUUID } from "node:crypto";
import { type Database, openDatabase } from "#lib/adapters/db/database";
import { migrate } from "#lib/adapters/db/migrations";
import { type ChangeListener, listenForChanges } from "#lib/adapters/db/notifications";
import { createPreviewRecords } from "#lib/adapters/db/preview-records";
import { createStore } from "#lib/adapters/db/store";
import { openQueue, type Queue } from "#lib/adapters/queue/queue";
import type { Actor } from "#lib/domain/actor";
import type { Project } from "#lib/domain/deliverable";
import { sentenceOf } from "#lib/domain/errors";
import { type Pace, usualPace } from "#lib/domain/pace";
import type { PackedFacets } from "#lib/domain/packed-answers";
import type { Context, Log, SystemContext } from "#lib/services/context";
import type { Store, WorkRecords } from "#lib/services/ports/store";
import { createPorts, type Ports } from "./adapters.ts";
import { type ConfigurationSource, watchConfiguration } from "./config.ts";
import { type Environment, environment } from "./env.ts";
import { createFacetCache, type FacetCache } from "./facet-cache.ts";
import { createLive, type Live } from "./live.ts";
import { createLog } from "./log.ts";
import { createLongWork, type LongWork } from "./long-work.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createPictures, type Pictures, usualPictureLimits } from "./pictures.ts";
import { createPreviewMemory } from "./preview-memory.ts";
import { programVersion } from "./program-version.ts";
import { createStreamPlaces, type StreamPlaces } from "./stream-places.ts";

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
  live: Live;
  streams: StreamPlaces;
  /** Previews and submissions that may take long, and what is recorded of them. */
  work: LongWork;
  workRecords: WorkRecords;
  facets: FacetCache<PackedFacets>;
  pictures: Pictures;
  /** Active projects, for look-ups while somebody types. */
  projects: FacetCache<Project[]>;
  /** The context of what runs without a person, under the configuration in force. */
  system(): SystemContext;
  contextFor(actor: Actor): Context;
  /** Ends event streams and long previews, then lets running jobs end, then closes all connections. */
  close(): Promise<void>;
}

/** A browser has one for all of its tabs; without locks it has one for each. */
const streamsPerSession = 6;

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
export async function buildContainer(settings: Environment, pace: Pace = usualPace): Promise<Container> {
  const log = createLog(settings);
  const metrics = createMetrics();
  const ports = createPorts(settings, log, metrics);
  const facets = createFacetCache<PackedFacets>(15_000, () => performance.now());
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
    const patience = () => configuration.current().configuration.desk.answerWithinSeconds;
    const outside = () => ({
      ...ports.current(),
      configuration: configuration.current().configuration,
      now: () => new Date(),
    });
    const stored = await openStored(settings, { log, pace, patience, outside });
    return assemble({ settings, pace, log, metrics, ports, facets, configuration, ...stored });
  } catch (error) {
    configuration.stop();
    throw error;
  }
}

interface Stored {
  store: Store;
  queue: Queue;
  live: Live;
  work: LongWork;
  workRecords: WorkRecords;
  closeStored(): Promise<void>;
}

interface StoredOptions {
  log: Log;
  pace: Pace;
  /** Seconds. */
  patience(): number;
  outside: Parameters<typeof createLive>[0]["outside"];
}

async function openStored(settings: Environment, { log, pace, patience, outside }: StoredOptions): Promise<Stored> {
  const onError = (error: Error) => log.warn({ error: error.message }, "database connection");
  const database = openDatabase(settings.DATABASE_URL, { applicationName: "compout", connections: 15, onError });
  const opened: { queue?: Queue; listener?: ChangeListener } = {};
  const close = async () => {
    await opened.queue?.close();
    await opened.listener?.close();
    await database.close();
  };
  try {
    const queue = await openMigrated(database, settings, log, pace);
    opened.queue = queue;
    const store = createStore(database.db, (executor) => queue.jobsFor(executor), pace);
    const workRecords = createPreviewRecords(database.db);
    const live = createLive({ store, previews: workRecords, log, outside });
    const work = createLongWork({
      records: workRecords,
      log,
      newId: randomUUID,
      patienceMs: () => patience() * 1000,
      signMs: 2000,
    });
    opened.listener = listenForChanges(settings.DATABASE_URL_DIRECT ?? settings.DATABASE_URL, {
      onUpload: live.onUpload,
      onPreview(id) {
        live.onPreview(id);
        work.look(id);
      },
      onMissed: live.onMissed,
      onDeaf: (error) => log.warn({ error: error.message }, "changes are not heard of at once; they are asked for"),
    });
    return { store, queue, live, work, workRecords, closeStored: close };
  } catch (error) {
    await close();
    throw new Error(`The database can't be used: ${sentenceOf(error)}`, { cause: error });
  }
}

async function openMigrated(database: Database, settings: Environment, log: Log, pace: Pace): Promise<Queue> {
  await migrate(database.db);
  return openQueue(settings.DATABASE_URL_DIRECT ?? settings.DATABASE_URL, {
    name: "compout",
    pace,
    database: database.db,
    onError: (error) => log.error({ error: error.message }, "queue"),
    onWarning: (message, data) => log.warn({ data }, `queue: ${message}`),
  });
}

interface Assembly extends Stored {
  settings: Environment;
  pace: Pace;
  log: Log;
  metrics: Metrics;
  ports: Ports;
  facets: FacetCache<PackedFacets>;
  configuration: ConfigurationSource;
}

function assemble(parts: Assembly): Container {
  const { settings, log, metrics, ports, facets, configuration, store, queue, live, work, workRecords } = parts;
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
      pace: parts.pace,
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
    streams: createStreamPlaces(streamsPerSession, metrics.streams),
    work,
    workRecords,
    facets,
    pictures: createPictures(usualPictureLimits, () => performance.now()),
    projects: createFacetCache<Project[]>(30_000, () => performance.now()),
    system,
    contextFor: (actor) => ({ ...system(), actor }),
    close() {
      configuration.stop();
      live.close();
      closing ??= work.close().then(() => parts.closeStored());
      return closing;
    },
  };
}
