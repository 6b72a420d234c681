import { once } from "node:events";
import { createServer } from "node:http";
import { Api } from "./api.ts";
import { baseOperations } from "./base.ts";
import { CallLog } from "./call-log.ts";
import { type ComponentFile, ComponentFiles } from "./component-files.ts";
import { EventHub, type HubOptions } from "./events/event-hub.ts";
import { UpdateTeller } from "./events/update-teller.ts";
import { startAdmin } from "./faults/admin.ts";
import { deliver } from "./faults/deliver.ts";
import { Faults } from "./faults/faults.ts";
import { loadSeed, type Seed } from "./load-seed.ts";
import { tolerateLooseHeads } from "./loose-heads.ts";
import type { CreateOperation } from "./operation.ts";
import { failureReply } from "./reply.ts";
import { replyTo } from "./routes.ts";
import { schema } from "./schema/schema.ts";
import { automaticStorage } from "./server-information.ts";
import { Store } from "./store/store.ts";
import { warmUp } from "./warm-up.ts";

export type FtrackOptions = {
  /** A free one if left out. */
  readonly port?: number;
  readonly host?: string;
  /** Content, written after the rows that every server has. */
  readonly operations: Iterable<CreateOperation>;
  /** Written last. */
  readonly seed?: Seed;
  /** Bytes of components in the `ftrack.server` location, by component id. */
  readonly files?: ReadonlyMap<string, ComponentFile>;
  /** What `storage_scenario` of the server information answers. */
  readonly storageScenario?: unknown;
  /** Where faults can be ordered over HTTP; 0 for a free port. Left out: nowhere. */
  readonly adminPort?: number;
  /** Times of the event hub, for those who can't wait. */
  readonly hub?: HubOptions;
};

export type FtrackServer = {
  readonly url: string;
  readonly store: Store;
  /** Takes bytes of further components. */
  readonly files: ComponentFiles;
  /** What goes wrong on demand. */
  readonly faults: Faults;
  readonly hub: EventHub;
  readonly adminUrl: string | null;
  readonly close: () => Promise<void>;
};

/**
 * Starts a ftrack server on its content.
 * @throws ApiError if the content can't be written; Error if the seed can't, or if the port is taken.
 */
export async function startFtrack(options: FtrackOptions): Promise<FtrackServer> {
  const store = new Store(schema);
  const log = new CallLog();
  const files = new ComponentFiles(store);
  const api = new Api(store, log, options.storageScenario ?? automaticStorage, files);
  api.load(baseOperations);
  api.load(options.operations);
  if (options.seed !== undefined) loadSeed(store, options.seed);
  warmUp(store);
  for (const [id, file] of options.files ?? []) files.put(id, file);
  const host = options.host ?? "127.0.0.1";
  const hub = new EventHub(options.hub);
  const faults = new Faults(hub);
  api.updates = new UpdateTeller(hub, store);

  const server = createServer((request, response) => {
    faults
      .aroundRequest(request, () => replyTo({ api, log, files, faults, hub }, request))
      .catch((error: unknown) => failureReply(500, error))
      .then((reply) => deliver(response, reply))
      .catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket, head) => hub.upgrade(request, socket, head));
  const dropWaiting = tolerateLooseHeads(server);
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const admin = options.adminPort === undefined ? null : await startAdmin(faults, { host, port: options.adminPort });
  return {
    url: `http://${host}:${port}`,
    store,
    files,
    faults,
    hub,
    adminUrl: admin?.url ?? null,
    close: async () => {
      await admin?.close();
      hub.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      dropWaiting();
      await closed;
      await files.close();
    },
  };
}
