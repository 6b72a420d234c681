import { once } from "node:events";
import { createServer } from "node:http";
import { Api } from "./api.ts";
import { baseOperations } from "./base.ts";
import { CallLog } from "./call-log.ts";
import { type ComponentFile, ComponentFiles } from "./component-files.ts";
import type { CreateOperation } from "./operation.ts";
import { failureReply, send } from "./reply.ts";
import { replyTo } from "./routes.ts";
import { schema } from "./schema/schema.ts";
import { automaticStorage } from "./server-information.ts";
import { Store } from "./store/store.ts";

export type FtrackOptions = {
  /** A free one if left out. */
  readonly port?: number;
  readonly host?: string;
  /** Content, written after the rows that every server has. */
  readonly operations: readonly CreateOperation[];
  /** Bytes of components in the `ftrack.server` location, by component id. */
  readonly files?: ReadonlyMap<string, ComponentFile>;
  /** What `storage_scenario` of the server information answers. */
  readonly storageScenario?: unknown;
};

export type FtrackServer = {
  readonly url: string;
  readonly store: Store;
  /** Takes bytes of further components. */
  readonly files: ComponentFiles;
  readonly close: () => Promise<void>;
};

/**
 * Starts a ftrack server on its content.
 * @throws ApiError if the content can't be written; Error if the port is taken.
 */
export async function startFtrack(options: FtrackOptions): Promise<FtrackServer> {
  const store = new Store(schema);
  const log = new CallLog();
  const api = new Api(store, log, options.storageScenario ?? automaticStorage);
  api.load(baseOperations);
  api.load(options.operations);
  const files = new ComponentFiles(store, options.files ?? new Map());
  const host = options.host ?? "127.0.0.1";

  const server = createServer((request, response) => {
    replyTo({ api, log, files }, request)
      .catch((error: unknown) => failureReply(500, error))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return {
    url: `http://${host}:${port}`,
    store,
    files,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
