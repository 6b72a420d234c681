import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { jsonReply, type Reply, send } from "#sandbox/ftrack/reply";
import { BadOrder } from "./fault-order.ts";
import type { Fault, Faults } from "./faults.ts";

export type Admin = { readonly url: string; readonly close: () => Promise<void> };

const bodyLimit = 1024 * 1024;
const offers = "POST /faults, GET /faults, DELETE /faults and DELETE /faults/ID";

/**
 * The door for those who want something to go wrong, on a port of its own: faults never strike it.
 * @throws Error if the port is taken.
 */
export async function startAdmin(faults: Faults, options: { host: string; port: number }): Promise<Admin> {
  const server = createServer((request, response) => {
    answer(faults, request)
      .catch((error: unknown) => refusal(error))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  server.listen(options.port, options.host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(faults: Faults, request: IncomingMessage): Promise<Reply> {
  const { pathname } = new URL(request.url ?? "/", "http://admin");
  const [, place, id, ...more] = pathname.split("/");
  const asked = place === "faults" && more.length === 0 ? request.method : undefined;
  if (asked === "POST" && id === undefined) return jsonReply(201, told(faults.order(await bodyOf(request))));
  if (asked === "GET" && id === undefined) return jsonReply(200, faults.list().map(told));
  if (asked === "DELETE") {
    if (faults.clear(id)) return jsonReply(200, faults.list().map(told));
    return jsonReply(404, { error: `There is no fault ${id}. GET /faults lists them.` });
  }
  return jsonReply(404, { error: `Nothing at ${request.method} ${pathname}. There is ${offers}.` });
}

function told({ id, order, met, struck, left }: Fault) {
  return { id, ...order, met, struck, left };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > bodyLimit) throw new BadOrder(`An order has at most ${bodyLimit} bytes.`);
    parts.push(bytes);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
    return body;
  } catch {
    throw new BadOrder("The body is no JSON.");
  }
}

function refusal(error: unknown): Reply {
  if (error instanceof BadOrder) return jsonReply(400, { error: error.message });
  return jsonReply(500, { error: error instanceof Error ? error.message : String(error) });
}
