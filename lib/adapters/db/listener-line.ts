import { randomBytes } from "node:crypto";
import { Client } from "pg";

export interface ListenerLine {
  end(): Promise<void>;
}

interface LineOptions {
  channels: readonly string[];
  hear(channel: string, payload: string): void;
  /** Called once if the line breaks or proves deaf after it was made, and never after `end`. */
  onLost(error: Error): void;
  proofMs: number;
  answerMs: number;
}

/** The connection works, and announcements do not arrive over it. */
export class DeafLine extends Error {
  constructor() {
    super(
      "Announcements do not arrive. Where DATABASE_URL leads to a pooler in transaction mode, set DATABASE_URL_DIRECT.",
    );
  }
}

/**
 * A connection that listens on these channels. It announces something to itself at first and now and then: a line that
 * was cut without a word looks healthy until somebody asks, and a pooler takes LISTEN and then passes nothing on.
 * Rejects where it can't be made, or hears nothing.
 */
export async function connectListener(url: string, options: LineOptions): Promise<ListenerLine> {
  const { answerMs, proofMs } = options;
  const client = new Client({
    connectionString: url,
    application_name: "compout listener",
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
  });
  const echoChannel = `compout_echo_${randomBytes(8).toString("hex")}`;
  let echoed: (() => void) | null = null;
  let over = false;
  let proof: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    over = true;
    clearTimeout(proof);
    await client.end().catch(() => undefined);
  }

  function lose(error: Error): void {
    if (over) return;
    void end();
    options.onLost(error);
  }

  async function prove(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const deadline = setTimeout(() => reject(new DeafLine()), answerMs);
    echoed = resolve;
    try {
      await Promise.all([promise, client.query("select pg_notify($1, '')", [echoChannel])]);
    } finally {
      clearTimeout(deadline);
    }
  }

  function proveLater(): void {
    proof = setTimeout(() => {
      prove().then(
        () => {
          if (!over) proveLater();
        },
        (error: unknown) => lose(error instanceof Error ? error : new Error(String(error))),
      );
    }, proofMs);
    proof.unref();
  }

  client.on("notification", ({ channel, payload = "" }) => {
    if (channel === echoChannel) echoed?.();
    else if (!over) options.hear(channel, payload);
  });
  // Without a listener, a line that breaks while it is made would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    for (const channel of [...options.channels, echoChannel]) await client.query(`listen ${channel}`);
    await prove();
  } catch (error) {
    await end();
    throw error;
  }
  client.on("error", lose);
  client.on("end", () => lose(new Error("The connection was closed.")));
  proveLater();
  return { end };
}
