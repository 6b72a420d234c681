import type { JsonRecord } from "#sandbox/ftrack/json";
import { listAt } from "#sandbox/ftrack/open-tiny-studio";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { tinyStudio } from "#sandbox/ftrack/tiny-studio";
import { tinyUser } from "#sandbox/ftrack/tiny-workflow";
import { RawClient } from "./raw-client.ts";

export const create = (type: string, data: JsonRecord): JsonRecord => ({
  action: "create",
  entity_type: type,
  entity_data: data,
});

export const update = (type: string, key: string | readonly string[], data: JsonRecord): JsonRecord => ({
  action: "update",
  entity_type: type,
  entity_key: key,
  entity_data: data,
});

export const remove = (type: string, key: string | readonly string[]): JsonRecord => ({
  action: "delete",
  entity_type: type,
  entity_key: key,
});

/** The tiny studio's server, and a client that hears of every update: for asking what a batch is told as. */
export class UpdateListener {
  readonly server: FtrackServer;
  readonly client: RawClient;

  private constructor(server: FtrackServer, client: RawClient) {
    this.server = server;
    this.client = client;
  }

  static async start(): Promise<UpdateListener> {
    const server = await startFtrack({ operations: tinyStudio });
    const client = await RawClient.connect(server.url);
    await client.subscribe("topic=ftrack.update", { id: "updates" });
    return new UpdateListener(server, client);
  }

  /** Sends a batch and gives the answer. */
  async post(operations: readonly JsonRecord[], headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const who = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
    const init = { method: "POST", headers: { ...who, ...headers }, body: JSON.stringify(operations) };
    return (await fetch(`${this.server.url}/api`, init)).json();
  }

  /** Sends a batch and gives the entities of the event about it. */
  async told(...operations: readonly JsonRecord[]): Promise<readonly JsonRecord[]> {
    await this.post(operations);
    const { data } = await this.client.event();
    return listAt(data, "entities");
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
