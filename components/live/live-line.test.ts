import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { LiveEvent } from "#lib/domain/live";
import { type LinePace, type LineState, type LiveLine, openLine } from "./live-line.ts";

const calm = { silenceMs: 10_000, firstWaitMs: 10, longestWaitMs: 40, patienceMs: 10_000 };
const nothing = (topic: string) => `data: ${JSON.stringify({ topic, about: "nothing" })}\n\n`;

/** The machine may be busy with other things. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });

let server: Server | null = null;
let line: LiveLine | null = null;

/** A server whose answers the test writes, as they are asked for. */
async function serve(
  answer: (response: ServerResponse, topics: string, turn: number) => void,
  pace: Partial<LinePace> = {},
) {
  const asked: string[] = [];
  const made = createServer((request, response) => {
    const topics = new URL(request.url ?? "", "http://localhost").searchParams.get("topics") ?? "";
    answer(response, topics, asked.push(topics));
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const address = made.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  const told = { events: [] as LiveEvent[], states: [] as LineState[], asked };
  line = openLine(
    {
      onEvent: (event) => told.events.push(event),
      onState: (state) => told.states.push(state),
      onSign: () => undefined,
    },
    `http://127.0.0.1:${address.port}`,
    { ...calm, ...pace },
  );
  return told;
}

function stream(response: ServerResponse, text: string) {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).write(text);
}

afterEach(async () => {
  line?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

test("brings events, also those that come in pieces, and overhears what is none", async () => {
  const told = await serve((response) => {
    stream(response, `: still here\n\ndata: {]\n\n${nothing("history").slice(0, 20)}`);
    setTimeout(() => response.write(nothing("history").slice(20)), 20);
  });
  line?.follow(["history"]);
  await soon(() => told.events).toEqual([{ topic: "history", about: "nothing" }]);
  expect(told.states).toEqual(["live"]);
});

test("begins anew with other topics, over one stream at a time", async () => {
  const open = new Set<ServerResponse>();
  const told = await serve((response, topics) => {
    open.add(response);
    response.on("close", () => open.delete(response));
    stream(response, nothing(topics));
  });
  line?.follow(["history"]);
  await soon(() => told.events.length).toBe(1);
  line?.follow(["history", "upload:1"]);
  await soon(() => told.asked).toEqual(["history", "history,upload:1"]);
  await soon(() => open.size).toBe(1);
  line?.follow([]);
  await soon(() => open.size).toBe(0);
});

test("is mended when it breaks, and when it says nothing any more", async () => {
  const told = await serve(
    (response, topics, turn) => {
      stream(response, nothing(topics));
      if (turn === 1) setTimeout(() => response.destroy(), 20);
    },
    { silenceMs: 150 },
  );
  line?.follow(["history"]);
  await soon(() => told.asked.length).toBeGreaterThanOrEqual(3);
  expect(told.states.slice(0, 3)).toEqual(["live", "connecting", "live"]);
});

test("says that it does not work where a proxy stands in the way, and works again when that is over", async () => {
  const state = { blocked: true };
  const told = await serve(
    (response, topics) => {
      if (state.blocked) response.writeHead(200, { "content-type": "text/html" }).end("<html>");
      else stream(response, nothing(topics));
    },
    { patienceMs: 100 },
  );
  line?.follow(["history"]);
  await soon(() => told.states).toEqual(["polling"]);
  state.blocked = false;
  await soon(() => told.states).toEqual(["polling", "live"]);
});

test("says that the session is over", async () => {
  const told = await serve((response) => response.writeHead(401).end());
  line?.follow(["history"]);
  await soon(() => told.states).toEqual(["signed-out"]);
  await soon(() => told.asked.length).toBeGreaterThan(1);
  expect(told.states).toEqual(["signed-out"]);
});
