import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { markPeers, peerHeader } from "./client-peer.ts";

const server = createServer((request, response) => response.end(JSON.stringify(request.headers)));
let address = "";

beforeAll(async () => {
  markPeers();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  if (typeof at === "object" && at !== null) address = `http://127.0.0.1:${at.port}`;
});
afterAll(() => server.close());

it("marks each request with its socket's address, over whatever the client sent", async () => {
  const answer = await fetch(address, { headers: { [peerHeader]: "203.0.113.9" } });
  expect(await answer.json()).toMatchObject({ [peerHeader]: "127.0.0.1" });
});
