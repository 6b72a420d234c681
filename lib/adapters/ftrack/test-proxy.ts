import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What happens to one POST on its way: passed on, answered by a proxy's page, never answered, or cut after it arrived. */
export type Mishap = "none" | "page" | "silence" | "cut" | "cut-after";

export interface TestProxy extends AsyncDisposable {
  url: string;
  /** Actions of every POST that came, in order: `["query", "query"]`. */
  posts: string[][];
  /** Decides about each POST. */
  onPost: (actions: readonly string[], nth: number) => Mishap;
}

/** A throwaway proxy in front of a ftrack server, for what goes wrong between the two. */
export async function startProxy(server: string): Promise<TestProxy> {
  const sockets = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const actions = actionsOf(body);
    proxy.posts.push(actions);
    const mishap = proxy.onPost(actions, proxy.posts.length);
    if (mishap === "silence") return;
    if (mishap === "page") {
      response.writeHead(502, { "content-type": "text/html" }).end("<html><h1>502 Bad Gateway</h1></html>");
      return;
    }
    if (mishap === "cut") {
      response.destroy();
      return;
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (name.startsWith("ftrack-") || name === "content-type") headers.set(name, String(value));
    }
    const passed = await fetch(`${server}${request.url}`, { method: "POST", headers, body });
    const text = await passed.text();
    if (mishap === "cut-after") response.destroy();
    else response.writeHead(passed.status, { "content-type": "application/json" }).end(text);
  }

  sockets.listen(0, "127.0.0.1");
  await once(sockets, "listening");
  const address = sockets.address();
  const proxy: TestProxy = {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    posts: [],
    onPost: () => "none",
    async [Symbol.asyncDispose]() {
      const closed = once(sockets, "close");
      sockets.close();
      sockets.closeAllConnections();
      await closed;
    },
  };
  return proxy;
}

function actionsOf(body: Buffer): string[] {
  const operations: unknown = JSON.parse(body.toString("utf8"));
  if (!Array.isArray(operations)) return [];
  return operations.map((operation: unknown) =>
    typeof operation === "object" && operation !== null && "action" in operation ? String(operation.action) : "",
  );
}
