import { WebSocket } from "ws";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import { tinyUser } from "#sandbox/ftrack/tiny-workflow";

type Credentials = { readonly username: string; readonly apiKey: string };

/** A client of the hub that says and hears packets as they are, in the form of the Python client. */
export class RawClient {
  readonly closed: Promise<unknown>;
  private readonly socket: WebSocket;
  private readonly heard: string[] = [];
  private readonly waiting = new Set<() => void>();
  private packets = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once("close", resolve);
    });
    socket.on("message", (data) => {
      this.heard.push(String(data));
      for (const wake of this.waiting) wake();
    });
    // Cut on purpose in many tests; `closed` tells.
    socket.on("error", () => undefined);
  }

  static async connect(url: string, who: Credentials = tinyUser): Promise<RawClient> {
    const client = RawClient.onSession(url, await handshake(url, who));
    await client.next(/^1::/);
    return client;
  }

  /** Opens a socket on a session that a handshake gave, or on one that none did. */
  static onSession(url: string, session: string): RawClient {
    return new RawClient(new WebSocket(`${url.replace("http", "ws")}/socket.io/1/websocket/${session}`));
  }

  send(packet: string): void {
    this.socket.send(packet);
  }

  /** The next packet of that form, which is then taken away; what came before it stays. */
  async next(form: RegExp): Promise<string> {
    for (;;) {
      const at = this.heard.findIndex((packet) => form.test(packet));
      const [found] = at === -1 ? [] : this.heard.splice(at, 1);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  /** Publishes *event* and gives the hub's acknowledgement. */
  async publish(event: unknown): Promise<JsonRecord> {
    this.packets += 1;
    this.send(`5:${this.packets}+::${JSON.stringify({ name: "ftrack.event", args: [event] })}`);
    const answer = await this.next(new RegExp(`^6:::${this.packets}\\+`));
    const [told]: unknown[] = JSON.parse(answer.slice(answer.indexOf("+") + 1));
    return isRecord(told) ? told : {};
  }

  subscribe(subscription: string, subscriber: JsonRecord): Promise<JsonRecord> {
    return this.publish({ topic: "ftrack.meta.subscribe", data: { subscriber, subscription } });
  }

  /** The next event. */
  async event(): Promise<JsonRecord> {
    return eventIn(await this.next(/^5:::/));
  }

  /** All events that have come until the hub answers a question asked now. */
  async eventsSoFar(): Promise<readonly JsonRecord[]> {
    await this.publish({ topic: "nobody.listens" });
    return this.heard.filter((packet) => packet.startsWith("5:::")).map(eventIn);
  }

  /** Forgets all that was heard and not asked for. */
  forget(): void {
    this.heard.length = 0;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

function eventIn(packet: string): JsonRecord {
  const { name, args }: JsonRecord = JSON.parse(packet.slice("5:::".length));
  const [event]: unknown[] = Array.isArray(args) ? args : [];
  if (name === "ftrack.event" && isRecord(event)) return event;
  throw new Error(`No event in ${packet}`);
}

/** The session that a handshake gives. */
export async function handshake(url: string, { username, apiKey }: Credentials = tinyUser): Promise<string> {
  const headers = { "ftrack-user": username, "ftrack-api-key": apiKey };
  const [session = ""] = (await (await fetch(`${url}/socket.io/1/`, { headers })).text()).split(":");
  return session;
}
