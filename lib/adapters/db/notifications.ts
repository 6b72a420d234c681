import { Client } from "pg";
import { type UploadId, uploadIdSchema } from "#lib/domain/ids";
import { uploadChannel } from "./upload-changes.ts";

export interface UploadListener {
  close(): Promise<void>;
}

const heartbeatMs = 20_000;
const answerMs = 10_000;
const firstWaitMs = 200;
const longestWaitMs = 15_000;

/**
 * Keeps one connection that hears of every changed upload, and makes a new one when it breaks. Announcements in between
 * are lost: `onReconnect` says to read again. Needs the database itself, or a pooler in session mode.
 * Rejects if the first connection fails.
 */
export async function listenForUploads(
  url: string,
  onUpload: (id: UploadId) => void,
  onReconnect: () => void,
): Promise<UploadListener> {
  let closed = false;
  let current = await listen(url, onUpload, reconnect);
  let waiting: NodeJS.Timeout | undefined;

  function reconnect(waitMs = firstWaitMs): void {
    if (closed) return;
    waiting = setTimeout(() => {
      listen(url, onUpload, reconnect).then(
        (connection) => {
          if (closed) return connection.end();
          current = connection;
          onReconnect();
        },
        () => reconnect(Math.min(waitMs * 2, longestWaitMs)),
      );
    }, waitMs);
  }

  return {
    async close() {
      closed = true;
      clearTimeout(waiting);
      await current.end();
    },
  };
}

interface Connection {
  end(): Promise<void>;
}

/** Calls `onLost` once if the connection breaks after it was made, and never after `end`. */
async function listen(url: string, onUpload: (id: UploadId) => void, onLost: () => void): Promise<Connection> {
  const client = new Client({
    connectionString: url,
    application_name: "compout listener",
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
  });
  let over = false;
  let heartbeat: NodeJS.Timeout | undefined;
  const finish = async () => {
    over = true;
    clearInterval(heartbeat);
    await client.end().catch(() => undefined);
  };
  const lose = () => {
    if (over) return;
    void finish();
    onLost();
  };

  client.on("notification", ({ payload }) => {
    const id = uploadIdSchema.safeParse(payload);
    if (!over && id.success) onUpload(id.data);
  });
  try {
    client.on("error", () => undefined);
    await client.connect();
    await client.query(`listen ${uploadChannel}`);
  } catch (error) {
    await finish();
    throw error;
  }
  client.on("error", lose);
  client.on("end", lose);
  // A line that was cut without a word looks healthy until somebody asks.
  heartbeat = setInterval(() => void client.query("select 1").catch(lose), heartbeatMs);
  heartbeat.unref();
  return { end: finish };
}
