import { createServer, type RequestListener } from "node:http";

/**
 * Has the first pages made once on a port that nobody knows, so that the first visitor waits for nothing to be loaded.
 * What a page answers doesn't matter here: a fault shows itself to the visitor as it would have anyway.
 */
export async function warmUp(handle: RequestListener): Promise<void> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  try {
    if (typeof address === "object" && address !== null) await visit(`http://127.0.0.1:${address.port}`);
  } finally {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

async function visit(origin: string): Promise<void> {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const cookie = csrf.headers.getSetCookie().map((set) => set.split(";", 1)[0] ?? "");
  for (const path of ["/login", "/", "/api/health"]) {
    const answer = await fetch(`${origin}${path}`, { headers: { cookie: cookie.join("; ") }, redirect: "manual" });
    await answer.arrayBuffer();
  }
}
