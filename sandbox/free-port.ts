import { createServer } from "node:net";

/** A port on 127.0.0.1 that nobody listens on at the moment. Others may take it before its user does: be ready to ask again. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The system gave no free port on 127.0.0.1.");
  return address.port;
}

/** Whether something on this machine answers on that port, or holds it. */
export async function portIsBusy(port: number): Promise<boolean> {
  for (const host of ["::", "127.0.0.1"]) {
    const server = createServer();
    const taken = await new Promise<boolean>((resolve) => {
      server.once("error", (error) => resolve("code" in error && error.code === "EADDRINUSE"));
      server.listen({ port, host, exclusive: true }, () => resolve(false));
    });
    await new Promise((resolve) => (server.listening ? server.close(resolve) : resolve(null)));
    if (taken) return true;
  }
  return false;
}
